import json
import re
from pathlib import Path

import pytest

from bot import despair
from bot.despair import heavy_in, in_despair, languages

FILES = sorted(Path(despair.__file__).with_name("despair_words").glob("*.txt"))
UTTERANCES = Path(__file__).parent / "evals" / "questions" / "utterances_dev.jsonl"

DESPAIR = {
    "de": (
        "Ich will nicht mehr leben",
        "ich möchte einfach nur noch sterben",
        "Habe meinen Job verloren und denke daran, mich umzubringen",
        "ohne mich waeren alle besser dran",
        "Mein Bruder will sich umbringen, was soll ich tun?",
        "ich habe Suizidgedanken",
        "Mein Leben hat keinen Sinn mehr.",
        "ich ritze mich wieder",
        "Ich arbeite in der Beratung und will mich selbst umbringen",
        "am liebsten würde ich einschlafen und nie wieder aufwachen",
        "ich wäre lieber tot",
        "Ich bringe mich heute um",
    ),
    "es": (
        "Ya no quiero vivir",
        "me quiero morir",
        "estoy pensando en suicidarme",
        "Perdí el trabajo y quiero acabar con mi vida",
        "mi familia estaria mejor sin mi",
        "Mi hermana quiere matarse",
        "no tengo ganas de vivir",
        "estoy cansado de vivir",
        "no le encuentro sentido a la vida, quiero desaparecer",
        "kiero morirme, nadie me va a extrañar",
    ),
    "fr": (
        "Je veux mourir",
        "je n’ai plus envie de vivre",
        "J'ai envie d'en finir",
        "je pense à me suicider depuis que j'ai perdu mon travail",
        "tout le monde serait mieux sans moi",
        "mon frère veut se suicider",
        "jveux plus vivre",
        "je suis fatiguée de vivre",
        "je me scarifie tous les soirs",
        "Je voudrais m'endormir et ne plus jamais me réveiller",
        "ma vie n'a plus aucun sens",
    ),
    "it": (
        "Voglio morire",
        "non voglio più vivere",
        "voglio farla finita",
        "Ho perso il lavoro e penso di togliermi la vita",
        "starebbero tutti meglio senza di me",
        "mia sorella vuole uccidersi",
        "sono stanca di vivere",
        "la mia vita non ha più senso",
        "mi taglio le braccia",
        "non ho piu voglia di vivere",
    ),
    "pt": (
        "Não quero mais viver",
        "quero morrer",
        "nao aguento mais viver",
        "estou pensando em me matar",
        "todo mundo estaria melhor sem mim",
        "meu irmão quer se matar",
        "perdi a vontade de viver",
        "Estou cansada de viver",
        "quero acabar com a minha vida",
        "a minha vida não faz sentido",
        "penso em suicídio todos os dias",
        "tenho vontade de sumir para sempre",
    ),
    "nl": (
        "Ik wil niet meer leven",
        "ik wil dood",
        "ik denk aan zelfmoord",
        "Ik wil er een einde aan maken",
        "iedereen is beter af zonder mij",
        "mijn broer wil zichzelf van kant maken",
        "ik heb geen zin meer om te leven",
        "ik snij mezelf weer",
        "mijn leven heeft geen zin meer",
        "was ik maar nooit geboren",
    ),
    "pl": (
        "Nie chcę już żyć",
        "chce umrzec",
        "Chcę się zabić",
        "myślę o samobójstwie",
        "wszystkim będzie lepiej beze mnie",
        "mój brat chce się zabić",
        "mam dość życia",
        "Moje życie nie ma sensu",
        "straciłam chęć do życia",
        "znowu tnę się",
        "chcę zniknąć, chcę ze sobą skończyć",
    ),
    "tr": (
        "Artık yaşamak istemiyorum",
        "ölmek istiyorum",
        "intihar etmeyi düşünüyorum",
        "kendimi oldurmek istiyorum",
        "Yaşamak için hiçbir sebebim yok",
        "bensiz herkes daha iyi olur",
        "Kardeşim intihar etmek istiyor",
        "İşimi kaybettim, hayatıma son vermek istiyorum",
        "yaşamaktan bıktım",
        "kendime zarar veriyorum",
        "hayatımın anlamı kalmadı",
    ),
    "ru": (
        "Я больше не хочу жить",
        "хочу умереть",
        "Думаю покончить с собой",
        "меня уволили, и я думаю о самоубийстве",
        "всем будет лучше без меня",
        "мой брат хочет убить себя",
        "я устала жить",
        "не вижу смысла жить дальше",
        "хочу уснуть и не проснуться",
        "режу себя каждый день",
        "жить незачем",
    ),
    "uk": (
        "Я не хочу більше жити",
        "хочу померти",
        "думаю про самогубство",
        "хочу покінчити з собою",
        "усім буде краще без мене",
        "мій брат хоче вбити себе",
        "немає сенсу жити",
        "я втомилася жити",
        "хочу заснути і не прокинутися",
        "ріжу себе",
    ),
    "ar": (
        "أريد أن أموت",
        "لا أريد أن أعيش بعد الآن",
        "افكر في الانتحار",
        "مش عايز اعيش",
        "بدي موت",
        "سأقتل نفسي",
        "أُرِيدُ أَنْ أَمُوتَ",
        "الجميع سيكون أفضل بدوني",
        "تعبت من الحياة",
        "أخي يريد أن يقتل نفسه",
        "حياتي بلا معنى",
        "خسرت عملي واريد ان انهي حياتي",
    ),
    "hi": (
        "मैं मरना चाहता हूँ",
        "मैं अब जीना नहीं चाहती",
        "आत्महत्या करने का मन करता है",
        "मेरे बिना सब खुश रहेंगे",
        "ज़िंदगी से थक गया हूँ",
        "मेरा भाई आत्महत्या करना चाहता है",
        "main marna chahta hoon",
        "ab jeene ka mann nahi karta",
        "mai jeena nahi chahti",
        "khudkushi karna chahta hu",
        "zindagi se thak gaya hu",
        "mere bina sab khush rahenge",
        "naukri chali gayi, apni jaan dena chahta hun",
        "khud ko khatam kar lu",
    ),
    "zh": (
        "我不想活了",
        "我想死",
        "失业了，我想自杀",
        "活着没有意义",
        "没有我大家会更好",
        "我弟弟想自杀",
        "我不想活下去了",
        "我想結束自己的生命",
        "活不下去了",
        "真的好想死",
        "我一直在割自己",
        "我想永远消失",
        "我做心理咨询工作，但是我想自杀",
    ),
    "vi": (
        "Tôi muốn chết",
        "tôi không muốn sống nữa",
        "em muốn tự tử",
        "toi khong muon song nua",
        "mọi người sẽ tốt hơn nếu không có tôi",
        "anh trai tôi muốn tự tử",
        "Tôi muốn kết thúc cuộc đời mình",
        "cuộc sống không còn ý nghĩa gì nữa",
        "tôi chán sống rồi",
        "mất việc rồi, mình muốn chết quách cho xong",
        "tôi tự làm hại bản thân",
    ),
}

HARMLESS = {
    "de": (
        "Ich sterbe vor Langeweile im Büro",
        "Dieser Job bringt mich noch um",
        "Wie bekomme ich eine Stelle in der Suizidprävention?",
        "Ich will nicht mehr in dieser Stadt leben",
        "Ich möchte mit Sterbenden arbeiten, als Palliativpflegerin",
        "Ich möchte meinen Vertrag beenden",
        "Kann ich Krimis über Selbstmord schreiben und davon leben? Ich bin Autorin",
        "Ich könnte meinen Chef umbringen",
        "Hat ein Studium mit 40 noch Sinn?",
        "Was macht man bei der Telefonseelsorge, wenn ein Anrufer sagt „ich will nicht mehr leben“?",
        "Das wäre beruflicher Selbstmord, oder?",
        "Ich habe genug vom Leben im Büro",
    ),
    "es": (
        "Me muero por ser chef",
        "este trabajo me mata",
        "¿Cómo puedo trabajar en la prevención del suicidio?",
        "no quiero vivir en Madrid",
        "Estoy cansado de vivir en este pueblo",
        "quiero acabar con mi contrato",
        "quiero matar a mi jefe",
        "¿Cuánto gana quien atiende el teléfono de la esperanza?",
        "Quiero vivir de la música",
        "me muero de aburrimiento en la oficina",
    ),
    "fr": (
        "Je meurs d'ennui au bureau",
        "ce travail me tue",
        "Comment devenir écoutant dans la prévention du suicide ?",
        "Je ne veux plus vivre à Paris",
        "je veux mettre fin à mon contrat",
        "J'ai envie d'en finir avec ce stage",
        "j'en ai marre de vivre chez mes parents",
        "je vais tuer mon chef",
        "Infirmière en soins palliatifs, quel salaire ?",
        "je suis fatigué de vivre loin de mon travail",
        "Mourir d'envie de devenir pâtissier, est-ce assez ?",
    ),
    "it": (
        "Muoio dalla voglia di diventare chef",
        "questo lavoro mi uccide",
        "Come si lavora nella prevenzione del suicidio?",
        "non voglio più vivere a Milano",
        "sono stanco di vivere in questa città",
        "voglio finire il corso e chiudere il contratto",
        "ucciderei il mio capo",
        "Voglio scrivere romanzi su un suicidio misterioso",
        "muoio di noia in ufficio",
        "non voglio vivere di stipendio e basta",
    ),
    "pt": (
        "Estou morrendo de vontade de ser chef",
        "esse emprego está me matando",
        "Como trabalhar com prevenção do suicídio?",
        "não quero mais viver em Lisboa",
        "estou cansado de viver nesta cidade",
        "quero acabar com o meu contrato",
        "quero matar meu chefe",
        "Qual curso para ser voluntário no CVV e falar com suicidas?",
        "morro de tédio no escritório",
        "Não quero viver de bicos",
    ),
    "nl": (
        "Ik verveel me dood op kantoor",
        "deze baan wordt mijn dood",
        "Hoe kan ik werken bij 113 zelfmoordpreventie?",
        "Ik wil niet meer leven in Amsterdam",
        "ik wil een einde maken aan mijn contract",
        "Verpleegkundige in de palliatieve zorg, wat verdien je?",
        "ik wil doodgraag kok worden",
        "Ik kan mijn baas wel vermoorden",
        "Onderzoek naar zelfdoding, welke opleiding?",
        "Ik wil dood hout leren bewerken",
    ),
    "pl": (
        "Umieram z nudów w biurze",
        "ta praca mnie zabija",
        "Jak pracować w zapobieganiu samobójstwom?",
        "nie chcę już żyć w tym mieście",
        "chcę zakończyć umowę",
        "mam dość życia w korporacji",
        "zabiję szefa",
        "Jak zostać wolontariuszem telefonu zaufania?",
        "Nie chcę żyć z zasiłku",
        "chcę skończyć kurs do końca roku",
    ),
    "tr": (
        "Ofiste sıkıntıdan ölüyorum",
        "bu iş beni öldürüyor",
        "İntihar önleme alanında nasıl çalışırım?",
        "Artık İstanbul'da yaşamak istemiyorum",
        "Aşçı olmak istiyorum",
        "sözleşmemi sonlandırmak istiyorum",
        "patronumu öldürmek istiyorum",
        "Ailemle yaşamak istemiyorum, iş arıyorum",
        "Palyatif bakım hemşiresi ne kadar kazanır?",
        "kursu bitirmek istiyorum",
    ),
    "ru": (
        "Умираю от скуки в офисе",
        "эта работа меня убивает",
        "Как устроиться на горячую линию по предотвращению самоубийств?",
        "не хочу жить в этом городе",
        "устал жить от зарплаты до зарплаты",
        "хочу расторгнуть договор",
        "хочу убить своего начальника",
        "Хочу писать детективы про самоубийства",
        "не вижу смысла в этом курсе",
        "до смерти хочу стать поваром",
        "Надоело жить с родителями, ищу работу",
    ),
    "uk": (
        "Помираю від нудьги в офісі",
        "ця робота мене вбиває",
        "Як працювати у запобіганні самогубствам?",
        "не хочу жити в цьому місті",
        "втомився жити від зарплати до зарплати",
        "хочу розірвати договір",
        "хочу вбити свого начальника",
        "Як стати психологом на лінії для людей із суїцидальними думками?",
        "не бачу сенсу в цьому курсі",
        "набридло жити з батьками",
    ),
    "ar": (
        "أموت من الملل في المكتب",
        "هذا العمل يقتلني",
        "كيف أعمل في مجال الوقاية من الانتحار؟",
        "لا أريد أن أعيش في هذه المدينة",
        "أريد أن أنهي عقدي",
        "أريد أن أقتل مديري",
        "كم راتب ممرض الرعاية التلطيفية؟",
        "اريد ان اعيش من الرسم",
        "تعبت من الحياة المكتبية",
        "بموت في الطبخ وعايز ابقى شيف",
        "دراسة عن الانتحار بين الشباب، أي تخصص؟",
    ),
    "hi": (
        "मैं ऑफिस में बोरियत से मर रहा हूँ",
        "आत्महत्या की रोकथाम में काम कैसे मिलेगा?",
        "मैं इस शहर में नहीं रहना चाहता",
        "मैं यह नौकरी ख़त्म करना चाहता हूँ",
        "आत्महत्या पर शोध करने के लिए कौन सा विषय लूँ?",
        "बॉस को मारना चाहता हूँ",
        "main chef banne ke liye mar raha hu",
        "yeh naukri mujhe maar rahi hai",
        "boss ko marna chahta hu",
        "khudkushi roktham helpline me kaam kaise mile",
        "main is shehar me nahi rehna chahta",
        "course khatam karna chahta hu",
    ),
    "zh": (
        "上班累死了",
        "这份工作要了我的命",
        "怎么从事自杀预防工作？",
        "我不想住在这个城市了",
        "想死你了",
        "我想结束合同",
        "我想杀了我老板",
        "我想当心理热线咨询师，帮助想自杀的人",
        "课程结束后做什么？",
        "写一本关于自杀的推理小说",
        "我想死磕编程",
        "辞职是不是职业自杀？",
    ),
    "vi": (
        "Làm việc ở văn phòng chán muốn chết",
        "công việc này giết tôi mất",
        "Làm sao để làm việc trong lĩnh vực phòng chống tự tử?",
        "tôi không muốn sống ở Hà Nội nữa",
        "Tôi muốn học từ từ",
        "toi muon hoc tu tu",
        "tôi muốn kết thúc hợp đồng",
        "tôi muốn giết sếp",
        "Nghiên cứu về tự sát thì học ngành gì?",
        "tôi cần tư vấn nghề nghiệp",
        "Tôi không muốn sống với bố mẹ nữa, cần tìm việc",
    ),
    "en": (
        "I am dying to become a chef",
        "What does a suicide hotline counselor do?",
        "this job kills me, how do I meet the deadline?",
        "I want to end my contract",
        "I am tired of living in this town",
    ),
}


def _each(messages: dict[str, tuple[str, ...]]) -> list[object]:
    return [
        pytest.param(text, id=f"{code}-{number}")
        for code, texts in messages.items()
        for number, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize("message", _each(DESPAIR))
def test_plain_words_of_despair_are_seen(message: str) -> None:
    assert in_despair(message)


@pytest.mark.parametrize("message", _each(HARMLESS))
def test_talk_of_work_with_near_words_is_no_despair(message: str) -> None:
    assert not in_despair(message)


def _career_questions() -> list[object]:
    asked = [json.loads(line) for line in UTTERANCES.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [pytest.param(one["text"], id=one["id"]) for one in asked if "distress" not in one["intents"]]


@pytest.mark.parametrize("question", _career_questions())
def test_a_career_question_never_fires(question: str) -> None:
    assert not in_despair(question)


@pytest.mark.parametrize("message", ["", "?", "No", "👋"], ids=["empty", "mark", "short", "wave"])
def test_a_message_with_nothing_in_it_is_no_despair(message: str) -> None:
    assert not in_despair(message)


@pytest.mark.parametrize(
    "message",
    [
        "NO QUIERO   VIVIR",
        "İNTİHAR EDECEĞİM",
        "ICH WILL NICHT MEHR LEBEN!!!",
        "j`ai plus envie de vivre",
        "ｉｃｈ will sterben",
    ],
    ids=["capitals", "dotted-capital-i", "german-capitals", "backtick", "wide-letters"],
)
def test_the_way_it_is_typed_does_not_matter(message: str) -> None:
    assert in_despair(message)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_words_holds_every_part_and_no_other(path: Path) -> None:
    headings = re.findall(r"^\[(.+)\]$", path.read_text(encoding="utf-8"), re.MULTILINE)
    expected = {"own", "somebody dear", "does", "anybody", "heavy", "work"} if path.stem != "en" else {"work"}
    assert set(headings) - {"small words"} == expected
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("code", languages())
def test_the_words_of_a_language_are_patterns_that_end(code: str) -> None:
    assert not in_despair(f"{code} " * 2000)
    assert heavy_in("ordinary words " * 300, code) is None


def test_words_are_heavy_only_in_their_own_language() -> None:
    assert heavy_in("Die Arbeit ist mein Tod", "de") == "de"
    assert heavy_in("the pills department hired me", "en") is None
    assert heavy_in("mar jaunga yaar, nahi hota", "en") == "hi"
