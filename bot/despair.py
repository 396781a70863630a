"""Plain words of despair in the languages other than English that people write to the adviser in.

Every pattern is read against the folded message: small letters, no accents on Latin letters, no vowel signs in Arabic, one form of alef,
yeh and teh marbuta. In a part, `<so>` stands for up to three of the language's small words (FILLERS), `<few>` for up to three words of
any kind, `<folk>` for the same without a workplace among them and `<end>` for the end of a clause.
"""

import re
import unicodedata
from functools import lru_cache

# Small words that come between the words that count: "I just really do not want to live any more".
FILLERS: dict[str, str] = {
    "de": "ich selbst einfach nur noch am liebsten jetzt endlich bald wirklich echt so gern gerne auch mehr laenger langer gar "
    "ja doch manchmal oft heute schon immer und",
    "es": "ya mas solo solamente realmente de verdad simplemente ahora hoy nunca a veces es que mejor me seguir",
    "fr": "plus juste vraiment seulement simplement pu maintenant parfois trop tellement meme continuer a",
    "it": "piu solo soltanto davvero veramente proprio ora adesso mai a volte semplicemente continuare",
    "pt": "mais so somente realmente mesmo simplesmente agora hoje nunca as vezes eu me continuar",
    "nl": "gewoon echt alleen maar nu meer langer niet zo graag eigenlijk soms ook er verder nog liever",
    "pl": "juz tylko po prostu naprawde teraz czasem tak bardzo dluzej wiecej nigdy sobie dalej",
    "tr": "artik sadece gercekten cok hemen bazen simdi daha fazla hic bile ben bir an once",
    "ru": "больше уже просто очень только сейчас иногда реально правда вообще так сильно я мне дальше",
    "uk": "більше вже просто дуже тільки зараз іноді справді взагалі так сильно я мені далі лише",
    "ar": "فقط حقا الان جدا بعد ابدا خلص بس كثيرا دائما احيانا انا حتي والله",
    "hi": "अब बस और ही मैं मुझे सच में बहुत आज कभी बिल्कुल बिलकुल भी तो सब "
    "ab bas aur or hi main mai mein mujhe sach bahut bahot aaj kabhi bilkul bhi bhe to sab kuch",
    "zh": "",
    "vi": "chi that su rat cung dang da thuc that that muon con cu luon lam nua khong thay cam qua gio bay chang ko k",
}

# The writer speaks of themself: no word about work takes this back.
OWN: dict[str, tuple[str, ...]] = {
    "de": (
        # to kill oneself; "der Job bringt mich um" has another subject
        r"ich <so>mich <few>(?:um(?:zu)?bringen|(?:zu )?toe?ten|(?:zu )?erhae?ngen|aufha?e?ngen|erschiessen)",
        (
            r"(?:will|moe?chte|wollte|werde|wue?rde|koe?nnte|muss|sollte|kann) <so>mich <so>(?:umbringen|toe?ten|erhae?ngen|"
            r"aufha?e?ngen|erschiessen)"
        ),
        r"mich (?:selbst )?(?:umzubringen|zu toe?ten)",
        r"bringe? mich <so>um(?! den)",
        r"(?:mir|mein) <so>(?:das |mein )?leben (?:zu )?(?:nehmen|beenden)",
        r"(?:mein(?:em)?|das|dem|diesem) leben (?:ein ende (?:zu )?(?:setzen|machen)|beenden will)",
        r"(?:will|moe?chte|wollte|wue?rde) <so>(?:mein leben beenden|vom dach springen|vor (?:den|einen) zug)",
        # to want to die, not to want to live
        r"(?:will|moe?chte|wollte|wue?rde) <so>(?:sterben|tot sein)(?! vor)",
        r"ich <so>(?:sterben|tot sein) (?:will|moe?chte)",
        r"(?:wae?re?|war) <so>(?:besser |lieber )?tot",
        (
            r"(?:will|moe?chte|kann|mag) <so>nicht (?:mehr |lae?nger |weiter ?)<so>(?:weiter ?)?leben(?! (?:in (?!dieser welt)|bei|"
            r"mit (?!dies|dem schmerz)|von|als|auf (?!dieser)|hier|wo|ohne|unter)|, um (?!mich))"
        ),
        r"(?:will|moe?chte|kann|mag) <so>nicht <so>(?:weiterleben|existieren|auf der welt sein|da sein<end>)",
        r"nicht mehr (?:weiter ?)?leben (?:will|moe?chte|kann|mag)",
        r"(?:nie|nicht) (?:wieder|mehr) aufwachen<end>",
        r"(?:will|moe?chte|wue?rde) <so>(?:verschwinden|einschlafen und <few>aufwachen)<end>",
        r"wae?re? <so>(?:ich )?nie geboren",
        # nothing in it any more
        r"ich (?:bin|fue?hle? mich) <so>(?:lebensmue?de|wertlos)",
        r"(?:mue?de|satt|leid|genug|ueberdruessig)(?: vom| von| von meinem| von diesem) leben<end>",
        r"habe? <so>(?:das |mein |dieses )leben <so>satt",
        r"mein leben (?:ist|hat) <so>(?:vorbei|sinnlos|wertlos|nichts mehr wert|keinen (?:sinn|wert))",
        r"(?:hat|ist) <so>alles <so>(?:keinen sinn mehr|sinnlos)<end>|alles (?:hat|ist) <so>(?:keinen sinn mehr|sinnlos)<end>",
        r"keinen (?:sinn|grund)(?: mehr)? (?:im leben|am leben|zu leben|weiterzuleben|(?:mehr )?in meinem leben)",
        r"(?:keine lust|keine kraft|keinen willen)(?: mehr)? (?:zu leben|zum leben|weiterzuleben|am leben|auf(?: das)? leben<end>)",
        r"(?:lebenswillen|lebensmut) <so>verloren",
        r"(?:keine|jede|alle) hoffnung(?: mehr| verloren| aufgegeben)*<end>",
        r"(?:ertrage|halte) <so>(?:das |dieses |mein )leben nicht mehr",
        r"(?:allem|alles) <so>ein ende (?:machen|setzen)|schluss machen mit (?:allem|dem leben|meinem leben)",
        # missed by nobody
        (
            r"ohne mich (?:wae?ren? |wue?rden? |ginge |haett?en? |hatten? |sind |ist |geht es )<folk>(?:besser|gluecklicher)(?: dran|"
            r" gehen)?<end>"
        ),
        r"(?:besser|gluecklicher) (?:dran )?ohne mich(?! (?:im|in|bei))",
        r"(?:niemand|keiner|keinem|niemandem) wue?rde? <few>(?:mich <so>vermissen|fehlen<end>)",
        # hurting oneself
        r"(?:ritze|schneide|verletze|hasse und verletze) mich (?:selbst|wieder|absichtlich|jeden|oft|immer|heimlich|und|<end>)",
        r"mich (?:selbst |wieder |absichtlich )?(?:zu ritzen|geritzt|ritzen|selbst (?:zu )?verletzen|selbst verletzt)",
        r"wenn ich <so>(?:nicht mehr (?:da|hier|am leben) (?:wae?re?|bin)|tot (?:wae?re?|bin)|weg wae?re?<end>)(?! (?:um|im|bei))",
        r"(?:von der|von einer) bruecke (?:zu )?(?:springen|stue?rzen)|von der brucke (?:zu )?springen|mich vor (?:den|einen) zug",
        r"(?:mich|mir) <few>(?:geritzt|ins fleisch geschnitten)(?! (?:beim|an))",
    ),
    "es": (
        (
            r"(?<!no )(?:quiero|kiero|qiero|quisiera|queria|voy a|pienso en|pensado en|pensando en|ganas de|intente|trato de|podria|"
            r"debo) <so>(?:matarme|suicidarme|ahorcarme|colgarme<end>|quitarme la vida|cortarme las venas)(?! (?:a |trabajando|"
            r"estudiando|de risa|en el gim|por (?:un|el|este) (?:trabajo|puesto)))"
        ),
        (
            r"(?<!no )me (?:quiero|kiero|quisiera|voy a|podria) <so>(?:matar|suicidar|ahorcar|quitar la vida)(?! (?:a |trabajando|"
            r"estudiando|de risa|en el gim))"
        ),
        r"(?:quitarme|quitar) la vida|(?:acabar|terminar) con (?:mi|esta) vida|poner(?:le)? fin a (?:mi vida|mis dias|todo<end>)",
        r"(?:acabar|terminar) con todo<end>",
        (
            r"(?<!no )(?:me )?(?:quiero|kiero|qiero|quisiera|deseo|prefiero|prefiriria|preferiria|ganas de|"
            r"gustaria) <so>(?:morir(?:me)?|estar muert[oa])(?! (?:de (?!una vez)|por|en (?:un|mi) (?:escenario|cama)))"
        ),
        r"(?:ojala|quisiera) (?:estuviera|estuviese|estar) muert[oa]|estaria mejor muert[oa]|mejor muert[oa]<end>",
        (
            r"(?:no|ni|sin) <so>(?:quiero|kiero|qiero|quisiera|puedo|ganas de|deseos? de|deseo|razon(?:es)? (?:para|de)|"
            r"motivos? (?:para|de)|sentido|aguanto|soporto) <so>(?:vivir|viviendo|vivo|viva|existir)(?! (?:en (?!este mundo)|"
            r"con (?!este dolor)|de|del|aqui|ahi|alli|alla|fuera|lejos|sol[oa]|cerca|para|por|donde|como (?!esto)|sin trab|sin din|al|"
            r"una|un|la experiencia))"
        ),
        (
            r"(?:me )?(?:quede|quedado|perdi|perdido|quitado|quitaron|quitan) <so>(?:sin |las |toda )<so>ganas de vivir|"
            r"sin ganas de vivir"
        ),
        (
            r"no (?:tengo|hay|encuentro|veo) <few>(?:para|de|a) (?:la vida|seguir vivi(?:endo|r)|seguir viv[oa]|"
            r"vivir)(?! (?:en (?!este mundo)|con|de|aqui|alli))"
        ),
        r"(?:mi vida|vivir|la vida|seguir) (?:ya )?no (?:tiene|merece|vale) <so>(?:sentido|la pena)<end>|no vale la pena vivir<end>",
        r"mi vida (?:ya )?(?:se (?:acabo|termino)|no (?:vale|sirve))",
        (
            r"(?:cansad[oa]|hart[oa]) de (?:vivir|la vida|mi vida|esta vida|existir)(?! (?:en (?!este mundo)|con|de|del|aqui|alli|lejos|"
            r"como|sol[oa]|asi<end>|laboral|nocturna|universitaria|profesional|sedentaria))"
        ),
        r"odio (?:mi vida|vivir<end>)",
        r"no (?:aguanto|soporto|puedo con) <so>(?:mi vida|esta vida|la vida)",
        r"(?:quiero|kiero|quisiera|ganas de|gustaria) <so>(?:desaparecer(?! de)|dormir(?:me)? y no <so>despertar)",
        r"no (?:quiero|quisiera) (?:volver a |mas )?despertar(?:me)?(?: mas| nunca| nunca mas)?<end>",
        r"(?:ojala|desearia|quisiera) (?:no|nunca) (?:haber|hubiera|hubiese)(?:me)? nacido",
        (
            r"(?:mejor|felices) sin mi<end>|sin mi <folk>(?:mejor|felices)<end>|nadie me (?:va a extranar|extranaria|"
            r"echaria de menos)(?! en)"
        ),
        r"(?:perdi|perdido) (?:toda|la) (?:la )?esperanza<end>|no tengo <so>esperanzas?<end>|no valgo nada<end>",
        r"me (?:corto|autolesiono|hago dano|lastimo|lesiono)(?: a mi mism[oa]|<end>| los brazos| las munecas| para| cuando)",
        r"(?:cortarme|hacerme dano|lastimarme|autolesionarme)(?: a mi mism[oa]|<end>| los brazos| las munecas)",
        (
            r"no (?:tiene|le veo|le encuentro|veo|encuentro) <so>(?:ningun )?sentido (?:a |en |de )?<so>(?:vivir|viviendo|seguir viv\w+|"
            r"mi vida|la vida)(?! (?:en (?!este mundo)|con|de|aqui|asi en))"
        ),
        (
            r"(?:pienso|piense|pensando) <so>en (?:morir|morirme|la muerte)(?! de)|(?:si|cuando) (?:yo )?me (?:muero|muriera|muriese|"
            r"mato)<end>|si (?:yo )?no existiera<end>|mejor si (?:yo )?(?:me )?muriera"
        ),
        (
            r"(?:quiero|kiero|quisiera|gustaria) <so>dejar de (?:vivir|existir)(?! (?:en|con|de|aqui|como|sol[oa]|al))|no (?:quiero|"
            r"kiero) <so>(?:estar vivo|estar viva)"
        ),
    ),
    "fr": (
        (
            r"j?(?:veux|voudrais|voulais|vais|pense a|penser a|pense|envie de|essaye de|essaie de|tente de|peux) <so>(?:me (?:tuer|"
            r"suicider|pendre|buter|flinguer|foutre en l'?air|jeter (?:sous|d'|par|du))|m'?oter la vie)(?! (?:au (?:travail|boulot)|"
            r"a (?:la tache|travailler|etudier)))"
        ),
        r"me suicider|mettre fin a (?:mes jours|ma vie|mon existence)",
        r"en finir (?:avec (?:la|ma|cette) vie(?! (?:de|d'))|une (?:bonne )?fois pour toutes<end>)",
        r"j?(?:veux|voudrais|envie d'?e?) ?en finir(?: avec tout)?<end>",
        (
            r"(?<!pas )j?(?:veux|veu|voudrais|voulais|prefere|preferais|prefererais|envie de|aimerais|souhaite) <so>(?:mourir|crever|"
            r"etre morte?)(?! (?:de |d'|pour|sur scene))"
        ),
        r"(?:serais|serait) mieux morte?|mieux morte? que",
        (
            r"j?(?:veux|veu|peux|envie de|envie d'|supporte|arrive) (?:plus|pas|pu|plus a|pas a) ?(?:de )?<so>(?:vivre|"
            r"exister)(?! (?:a |au|aux|en |chez|dans (?!ce monde)|avec (?!cette (?:douleur|souffrance))|de |du |des |d'|ici|la |loin|"
            r"sur|comme (?!ca)|ailleurs|seule?|sans (?:arg|trav)|pour|cela|cette|ce |une|un |l'))"
        ),
        (
            r"(?:plus|pas|aucune|sans) (?:l'|d'|la |le )?(?:envie|gout|force|raison|courage) (?:de )?(?:vivre|"
            r"continuer a vivre)(?! (?:a |au|en |chez|dans|avec|de |du |des |d'|ici))"
        ),
        r"plus d'?envie(?: de rien| de continuer a vivre)<end>|perdu (?:le gout|l'?envie|la volonte) de (?:la vie|vivre)",
        r"(?:aucune|plus de|pas de) raison (?:de|pour) (?:rester en vie|etre en vie)",
        (
            r"(?:ma vie|la vie|vivre) (?:n'?a|n'?est|ne vaut|ne merite|est|vaut)<few>(?: plus)? ?(?:aucun sens|de sens|"
            r"la peine d'?etre vecue|la peine|finie|foutue|terminee)<end>"
        ),
        (
            r"(?:fatiguee?|marre|lassee?|assez|ras le bol) (?:de|d') ?(?:vivre|la vie|ma vie|cette vie|exister)(?! (?:a |au|en |chez|"
            r"dans (?!ce monde)|avec|de |du |d'|ici|loin|comme|seule?|parisienne|active|etudiante|professionnelle))"
        ),
        r"(?:supporte|tiens a) plus (?:la|ma|cette) vie(?! (?:de|d'|professionnelle))|je deteste ma vie",
        r"j?(?:veux|voudrais|aimerais|envie de) <so>(?:disparaitre(?! (?:de|des|du))|m'?endormir et (?:ne )?(?:plus|jamais|pas))",
        r"(?:ne )?(?:plus|jamais) (?:jamais )?(?:me reveiller)<end>|(?:jamais du naitre|jamais ne(?:e)?<end>|pas etre nee?<end>)",
        r"mieux sans moi(?! (?:au|dans))|sans moi <folk>(?:mieux|heureux)<end>|(?:manquerai|manquerais) a personne",
        r"perdu tout espoir<end>|plus (?:aucun |d'?)espoir<end>|je (?:ne )?(?:vaux|sers a) (?:plus )?rien<end>",
        (
            r"me (?:mutile|scarifie|mutiler|scarifier|taillader|faire du mal)|me coupe (?:les (?:bras|veines)|volontairement|expres)|"
            r"m'?ouvrir les veines"
        ),
        (
            r"j?(?:veux|voudrais|aimerais) (?:plus|ne plus|pas) (?:etre la|etre en vie|etre de ce monde)<end>|"
            r"personne ne (?:me )?(?:regretterait|pleurerait|remarquerait (?:mon absence|ma mort))"
        ),
        (
            r"(?:jamais (?:etre |du )?|pas (?:etre |du ))(?:nee?|naitre)<end>|(?:si|quand) je (?:mourais|meurs|n'?existais plus|"
            r"n'?etais plus la)<end>|je me fais du mal(?! au)"
        ),
    ),
    "it": (
        (
            r"(?<!non )(?:voglio|vorrei|volevo|sto per|penso di|pensato di|pensando di|penso a|voglia di|provato a|"
            r"potrei) <so>(?:uccidermi|ammazzarmi|suicidarmi|impiccarmi|togliermi la vita|buttarmi (?:sotto|giu|"
            r"dal))(?! (?:di (?!pastic|pill)|per (?:un|il) lavoro))"
        ),
        (
            r"(?<!non )mi (?:voglio|vorrei) <so>(?:uccidere|ammazzare(?! di)|suicidare|togliere la vita)|mi (?:ammazzo|uccido)<end>|"
            r"mi suicido"
        ),
        (
            r"togliermi la vita|(?:farla|falla) finita(?: con (?:la|questa) vita|<end>)|(?:porre|mettere) fine (?:alla mia vita|"
            r"a tutto<end>)"
        ),
        (
            r"(?<!non )(?:voglio|vorrei|volevo|desidero|preferirei|preferisco|voglia di) <so>(?:morire|essere mort[oa])(?! (?:di |dal|"
            r"per|sul))"
        ),
        r"sarei meglio mort[oa]|meglio mort[oa]<end>",
        (
            r"(?:non|senza) (?:ho |ce la faccio |riesco )?<so>(?:voglio|vorrei|voglia|a|posso|sopporto|motivo|motivi|ragione|"
            r"ragioni)(?: di| per| a)? <so>(?:vivere|di vivere|esistere)(?! (?:a |ad |in (?!questo mondo)|con (?!questo dolore)|da |"
            r"dai |di |qui|li|la |lontano|come (?!questo)|sol[oa]|all|nell|al |per|dove|senza (?:lav|sold)|un|una|l'))"
        ),
        r"(?:perso|persa) (?:la |ogni )?(?:voglia|gioia|ragione) di vivere|passata la voglia di vivere",
        r"(?:la mia vita|la vita|vivere) non (?:ha|vale|ne vale) <so>(?:alcun |nessun |la )?(?:senso|pena|niente)<end>",
        (
            r"la mia vita e (?:finita|inutile|senza senso)|non ha <so>(?:alcun |nessun )?senso (?:vivere|continuare a vivere)(?! (?:a |"
            r"in|con|di|qui))"
        ),
        (
            r"(?:stanc[oa]|stuf[oa]) (?:di (?:vivere|esistere|questa vita)|della (?:mia )?vita)(?! (?:a |in (?!questo mondo)|con|da |"
            r"di |qui|come|sol[oa]|d'|all|nell|lavorativa|in ufficio|cosi<end>))"
        ),
        r"non sopporto <so>(?:la mia |questa |la )vita|odio la mia vita",
        (
            r"(?:voglio|vorrei|voglia di) <so>(?:sparire|scomparire)(?! (?:da|dai|dal))|addormentarmi e non svegliarmi|"
            r"non svegliarmi (?:piu|mai piu)<end>"
        ),
        r"vorrei non essere mai nat[oa]|non fossi mai nat[oa]",
        (
            r"(?:meglio|felici) senza di me(?! (?:in|al))|senza di me <folk>(?:meglio|felici)<end>|a nessuno mancherei|"
            r"non mancherei a nessuno"
        ),
        r"(?:perso|persa) (?:ogni|tutta la) speranza<end>|non ho piu (?:nessuna )?speranza<end>|non valgo (?:piu )?niente<end>",
        (
            r"mi taglio (?:le (?:braccia|vene)|apposta|da sol[oa])|tagliarmi (?:le vene|le braccia|i polsi)|farmi del male|"
            r"mi faccio del male"
        ),
        (
            r"non vale <so>la pena (?:di )?(?:vivere|continuare a vivere)<end>|nessuno (?:sentirebbe|sentira) la mia mancanza(?! (?:al|"
            r"in))|se (?:io )?(?:morissi|non esistessi|non ci fossi piu)<end>"
        ),
        (
            r"la vita (?:per me )?non ha <so>(?:alcun |nessun )?senso(?: per me)?<end>|penso (?:spesso |sempre )?alla morte<end>|"
            r"mi (?:sono )?fatt[oa] del male da sol[oa]"
        ),
    ),
    "pt": (
        (
            r"(?<!nao )(?:quero|queria|vou|penso em|pensei em|pensando em|vontade de|tentei|tento|posso) <so>(?:me )?(?:matar-me|"
            r"suicidar-me|enforcar-me|me matar|me suicidar|me enforcar|tirar (?:a )?(?:minha )?(?:propria )?vida|"
            r"cortar os pulsos)(?! (?:de |a trab|trabalhando|estudando|na academia|por (?:um|esse) (?:emprego|trabalho)))"
        ),
        r"(?:quero|vou|queria) me matar(?! (?:de |a trab|trabalhando|estudando|na academia))|me suicidar",
        (
            r"tirar (?:a )?minha (?:propria )?vida|(?:acabar|terminar) com (?:a )?(?:minha|essa|esta) vida|por (?:um )?fim (?:a|"
            r"na) (?:minha )?vida"
        ),
        r"(?:acabar|terminar) com tudo<end>|(?:por|dar) (?:um )?fim (?:a|em) tudo<end>",
        (
            r"(?<!nao )(?:quero|queria|desejo|prefiro|preferia|vontade de|gostaria de) <so>(?:morrer|"
            r"estar mort[oa])(?! (?:de (?!uma vez)|por))"
        ),
        r"(?:estaria|seria) melhor mort[oa]|melhor mort[oa]<end>|queria estar mort[oa]",
        (
            r"(?:nao|n|num|sem|nem) <so>(?:quero|queria|consigo|aguento|suporto|tenho|vontade de|motivos? para|razao para|forcas para|"
            r"ha) <so>(?:vontade de |motivos? para |razao para |razoes para |forcas? para )?<so>(?:viver|vivo|"
            r"existir)(?! (?:em (?!este mundo)|no (?!mundo)|na |nes[ts][ea] (?!mundo|vida)|com (?!essa dor|esta dor)|de |do |da |aqui|"
            r"ali|la |longe|fora|sozinh|como|onde|para|por|a |uma?|sem (?:trab|dinh)))"
        ),
        r"(?:perdi|perdido|sem) (?:a |toda a )?vontade de viver",
        (
            r"(?:minha vida|a vida|viver) (?:ja )?nao (?:tem|faz|vale) <so>(?:nenhum )?(?:sentido|a pena|nada)<end>|"
            r"nao vale a pena viver<end>"
        ),
        (
            r"(?:a )?minha vida (?:ja )?(?:acabou|terminou|e inutil)|nao (?:tem|vejo|faz) <so>sentido (?:em |na |para )?(?:viver|"
            r"minha vida|a vida|vida)"
        ),
        (
            r"(?:cansad[oa]|fart[oa]|chei[oa]) (?:de (?:viver|existir)|da (?:minha )?vida|dess?t?a vida|desta vida)(?! (?:em|no |na |"
            r"ness?t?[ea]|com|de |do |da |aqui|longe|como|sozinh|profissional|sedentaria))"
        ),
        (
            r"nao (?:aguento|suporto) <so>(?:a |minha |a minha |essa |esta )vida|odeio (?:a )?minha vida|desist\w+ (?:da vida|"
            r"de viver)(?! (?:em|no|na))"
        ),
        r"(?:quero|queria|vontade de) <so>(?:sumir|desaparecer)(?: daqui)?(?: para sempre| do mundo| desse mundo)?<end>",
        r"(?:dormir|adormecer) e (?:nunca|nao) <so>acordar|nao (?:quero|queria) (?:mais )?acordar (?:mais|nunca mais)<end>",
        r"queria (?:nunca|nao) ter nascido|nunca devia ter nascido",
        (
            r"(?:melhor|felizes) sem mim(?! (?:no|na))|sem mim <folk>(?:melhor|felizes)<end>|ninguem (?:vai|"
            r"iria) sentir (?:a )?minha falta(?! no)"
        ),
        r"(?:perdi|perdido) (?:toda )?a esperanca<end>|nao tenho mais esperancas?<end>|nao valho nada<end>",
        (
            r"me (?:corto|mutilo|machuco de proposito|automutilo)(?! (?:fora|el|la|o cabelo|cabelo|as unhas|cozinhando))|me (?:cortar|"
            r"cortando|mutilar|automutilar)(?:<end>| de novo| quando| os)|corto-me|magoar-me a mim|me machucar de proposito"
        ),
        (
            r"(?:nao|n) (?:quero|queria) <so>(?:estar|ficar) viv[oa]|ninguem (?:sentiria|vai sentir|notaria) (?:a )?minha (?:falta|"
            r"ausencia)(?! no)"
        ),
        (
            r"se eu (?:morresse|morrer|nao existisse|me matasse)<end>|penso <so>em morrer(?! de)|penso na morte<end>|(?:me )?(?:machuco|"
            r"machucar) a mim mesm[oa]"
        ),
    ),
    "nl": (
        (
            r"(?:wil|wou|wilde|ga|zou|moet|kan) <so>(?:ik <so>)?(?:mezelf|me ?zelf|mijzelf|me) <so>(?:van kant maken|doden|ombrengen|"
            r"vermoorden|ophangen|verhangen|iets aandoen)"
        ),
        r"(?:mezelf|mijzelf) <few>(?:van kant|te doden|om het leven|om te brengen|iets aan te doen|pijn (?:te )?(?:doen|aandoen))",
        (
            r"(?:wil|wou|wilde|zou) <so>(?:ik )?<so>(?:dood(?! (?:gaan )?van)|sterven|doodgaan|dood zijn|niet meer zijn|"
            r"er niet meer zijn)(?! (?:van|aan|hout|gewicht))"
        ),
        r"(?:was|ben) ik <so>(?:maar |beter )?dood<end>|beter (?:af )?dood|was ik maar (?:dood|nooit geboren)|nooit geboren was",
        (
            r"(?:wil|kan|hoef|hoeft) <so>(?:ik )?<so>(?:niet|nie) (?:meer|langer|verder) <so>(?:leven|bestaan|verder leven|"
            r"wakker worden<end>|hier zijn<end>)(?! (?:in (?!deze wereld)|met (?!deze pijn)|van|als|bij|op|zonder|hier|daar|onder|"
            r"om te))"
        ),
        r"niet meer (?:wil |wou )?(?:verder )?leven (?:wil|kan)|niet meer (?:wil|wou) leven|nooit meer wakker (?:te )?worden",
        (
            r"(?:een )?(?:eind|einde) (?:te )?maken aan (?:mijn leven|mn leven|alles|het leven)|(?:een )?(?:eind|"
            r"einde) aan (?:mijn leven|mn leven|alles) (?:te )?maken"
        ),
        r"er (?:een )?(?:eind|einde) aan (?:te )?maken|er (?:uit )?stappen uit het leven|uit het leven stappen",
        (
            r"(?:geen|alle) (?:zin|reden|kracht|moed|levenslust|levenszin)(?: meer)? (?:meer )?(?:in het leven|om (?:nog |"
            r"verder )?te leven|om door te leven|verloren)(?! (?:in|van|met))"
        ),
        (
            r"(?:mijn|mn|het) leven (?:heeft|is) <so>(?:geen zin|zinloos|voorbij|niets? (?:meer )?waard|niet (?:meer )?waard|"
            r"de moeite niet)(?: meer)?(?: waard)?<end>"
        ),
        (
            r"(?:levensmoe|het leven (?:zo )?(?:moe|zat|beu)|moe van het leven<end>|(?:mijn|dit) leven (?:zo )?(?:zat|beu))|"
            r"haat mijn leven"
        ),
        r"kan (?:het|dit|mijn) leven niet meer (?:aan|verdragen)|(?:alle|elke) hoop (?:verloren|opgegeven)<end>|geen hoop meer<end>",
        r"(?:wil|wou|zou) <so>(?:verdwijnen|inslapen en <few>wakker)<end>",
        (
            r"(?:beter|gelukkiger) (?:af )?zonder mij(?! (?:op|in))|zonder mij <folk>(?:beter|gelukkiger)(?: af)?<end>|"
            r"niemand <few>(?:me|mij) (?:zou )?missen<end>"
        ),
        (
            r"(?:snij|snijd|kras) <so>(?:mezelf|mijzelf|in mijn arm\w*|in mn arm\w*)|mezelf (?:te )?(?:snijden|krassen|beschadigen)|"
            r"mezelf (?:aan het )?snijden|doe (?:ik )?mezelf pijn"
        ),
        (
            r"(?:het|dit) leven <so>niet (?:meer )?(?:zitten|aan)<end>|ik wou dat ik (?:dood|er niet (?:meer )?)\w*|"
            r"als ik (?:er niet meer was|dood (?:was|ben|zou zijn))|(?:denk|gedacht) <so>aan de dood<end>"
        ),
    ),
    "pl": (
        (
            r"(?<!nie )(?:chce|chcialbym|chcialabym|chcialem|chcialam|zamierzam|mysle o tym zeby|mam ochote|probowalem|probowalam|"
            r"moge) <so>(?:sie )?(?:zabic(?: sie)?|powiesic(?: sie)?|rzucic sie (?:pod|z)|skonczyc ze soba|podciac sobie zyly|"
            r"odebrac sobie zycie)(?! (?:szef|czas|nude|praca|za te|czyj))"
        ),
        (
            r"zabije sie<end>|(?:s)?konczyc (?:ze soba|z zyciem|z tym zyciem)|odebrac sobie zycie|targnac sie na (?:wlasne |"
            r"swoje )?zycie"
        ),
        (
            r"(?<!nie )(?:chce|chcialbym|chcialabym|wole|wolalbym|wolalabym|mam ochote|pragne) <so>(?:umrzec|nie zyc|zdechnac)(?! (?:z |"
            r"ze |za |na scenie))|chce mi sie umrzec"
        ),
        (
            r"(?:nie|niechce) (?:chce|chcialbym|chcialabym|potrafie|umiem|mam (?:juz )?(?:sily?|ochoty|po co|dla kogo|powodu zeby)|"
            r"warto|moge|widze sensu by) <so>(?:zyc|istniec)(?! (?:w (?!tym swiecie)|z (?!tym bolem)|ze|na (?!tym swiecie)|za|jak|bez|"
            r"tu|tutaj|tam|od|sam|sama|u|przy|pod|oddzielnie|zdrowo)|,? zeby)"
        ),
        (
            r"nie chce mi sie (?:juz )?zyc|niechce (?:juz )?zyc<end>|odechcialo mi sie zyc|stracil(?:em|am) (?:wole|chec|sens|"
            r"ochote)(?: do)? (?:zycia|zycie|zyc)"
        ),
        (
            r"(?:moje )?zycie (?:juz )?(?:nie ma|stracilo|jest bez) (?:dla mnie )?(?:juz )?(?:zadnego )?sensu?<end>|"
            r"moje zycie (?:sie skonczylo|jest skonczone|jest nic nie warte)"
        ),
        r"(?:nie widze|nie ma) (?:juz )?sensu (?:zycia|zyc|w zyciu|dalej zyc|dalszego zycia)(?! (?:w|z|na))",
        (
            r"(?:mam (?:juz )?dosc|jestem zmeczon[ya]|zmeczon[ya]|mam serdecznie dosc) (?:tego |swojego |mojego )?(?:zycia|"
            r"zyciem)(?! (?:w|z|na|od|jako|studen|korpo|zawodow))|nienawidze (?:swojego |mojego )?zycia"
        ),
        r"nie (?:wytrzymuje|zniose) (?:juz )?(?:tego |mojego )?zycia",
        (
            r"(?:chce|chcialbym|chcialabym) <so>(?:zniknac(?! (?:z|ze))|zasnac i (?:juz )?(?:sie )?(?:nigdy )?(?:sie )?nie obudzic)|"
            r"(?:wiecej|juz|nigdy) (?:sie )?nie obudzic<end>"
        ),
        (
            r"lepiej (?:byloby )?(?:gdybym|zebym|jakbym) (?:nie zyl|nie zyla|umarl|umarla|sie nie urodzil\w*|nie istnial\w*)|"
            r"(?:szkoda ze|zaluje ze|obym|wolal\w+) sie (?:nigdy )?(?:nie )?urodzil\w*"
        ),
        (
            r"lepiej (?:im |wszystkim )?(?:byloby |bedzie )?beze mnie(?! (?:w|na))|beze mnie <folk>(?:lepiej|szczesliw\w+)<end>|"
            r"nikt (?:by )?(?:za mna nie|nie) <few>tesknil(?:by)?<end>"
        ),
        (
            r"stracil(?:em|am) (?:wszelka |cala )?nadzieje<end>|nie mam (?:juz )?(?:zadnej )?nadziei<end>|jestem (?:nic nie wart[ay]|"
            r"bezwartosciow[ya])"
        ),
        r"tne sie(?! na)|(?:ciac sie|samookalecz\w*|okaleczam sie|robie sobie krzywde|zrobic sobie (?:cos zlego|krzywde))",
        (
            r"zycie (?:juz )?nie ma (?:juz )?(?:dla mnie )?(?:zadnego )?sensu(?: dla mnie)?<end>|(?:gdybym|jakbym|jak) (?:umarl|umarla|"
            r"umre|zniknal|zniknela|nie zyl|nie zyla)<end>|mysle o smierci(?! \w+ (?:autor|bohater))"
        ),
    ),
    "tr": (
        (
            r"(?:intihar etmek|intihar etmeyi|kendimi (?:oldur\w*|as(?:mak|acag\w*|arim)|yok etm\w*)) <so>(?:isti\w*|dusun\w*|gec\w+|"
            r"planl\w*|var)|kendimi oldur(?:ecegim|ucem|ecem|mek|meyi|sem)|intihar (?:edecegim|edecem|edicem|etsem|edersem|ettim)"
        ),
        r"canima kiy\w*|(?:hayatima|yasamima|hayatimi) (?:son ver(?:mek|meyi|ecegim|sem|icem)\w*|bitir(?:mek|ecegim|meyi)\w*)",
        (
            r"(?:olmek|geber?mek) <so>isti(?:yorum|yom|yordum|yorm)|olmeyi (?:isti|diliyor|dusunu)\w*|olsem(?:de| de)? (?:kurtulsam|"
            r"daha iyi)|keske ols(?:em|eydim)<end>|keske olmus olsa(?:m|ydim)"
        ),
        (
            r"(?:(?<![td][ae] )(?<!l[ae] )(?<!artik )(?<!icin )|dunyada |aciyla |ben de |bende )(?:artik |daha fazla |"
            r"hic )*yasamak <so>istem(?:iyorum|iyom|edigim\w*)"
        ),
        (
            r"yasama(?:k icin|ya| icin)? <so>(?:hic ?bir )?<so>(?:sebeb\w*|neden\w*|gucum|istegim|hevesim|sevincim|anlam\w*) <so>(?:yok|"
            r"kalmadi|bitti)"
        ),
        r"(?:yasamanin|hayatin|hayatimin|yasamamin) <so>(?:hic ?bir )?(?:bir )?(?:anlami|manasi|amaci) (?:yok|kalmadi)<end>",
        (
            r"(?:yasamaktan|hayattan|hayatimdan) <so>(?:biktim|yoruldum|usandim|nefret)|hayatim (?:bitti|mahvoldu artik<end>)|"
            r"hayata tutunac\w+ <few>(?:yok|kalmadi)"
        ),
        (
            r"(?:yok olmak|ortadan kaybolmak|yok olup gitmek) <so>isti(?:yorum|yom)|uyuyup (?:bir daha )?(?:hic )?uyanmamak|(?:bir daha|"
            r"hic) uyanmak istem\w*<end>"
        ),
        r"keske (?:hic )?dogmasaydim|keske hic dogmamis",
        (
            r"bensiz <folk>(?:daha )?(?:iyi|mutlu|rahat)(?! (?:calis|is))|(?:ben (?:olmasam|olmazsam|olsem|"
            r"gidersem)) <few>(?:daha )?(?:iyi|mutlu|rahat)\w*|kimse (?:beni )?(?:ozlemez|aramaz)<end>|"
            r"yoklugumu (?:kimse )?fark et\w*<end>"
        ),
        (
            r"(?:her seyi|herseyi|her seye|herseye) (?:bitir|son ver)(?:mek|ecegim)\w* (?:isti\w*)?|(?:tum |butun )umudumu (?:yitir|"
            r"kaybet)\w*<end>|hic umudum (?:yok|kalmadi)<end>"
        ),
        (
            r"kendime (?:zarar (?:ver\w*)|kiy\w*)|kendimi (?:kesiyorum|kesmek|kestim|jiletl\w*)|kollarimi (?:kes|jilet)\w*|"
            r"bilek(?:lerimi|imi) kes\w*"
        ),
        r"dayanamiyorum <so>(?:bu )?(?:hayata|yasamaya)|(?:bu )?hayata (?:artik )?dayanamiyorum",
        (
            r"(?:ben )?(?:olsem|olursem|yok olsam) (?:de )?<few>(?:fark etme\w*|umursama\w*|uzulme\w*|aglama\w*)|olumu dusun\w*|"
            r"hep olmeyi"
        ),
    ),
    "ru": (
        (
            r"(?:хочу|хотел|хотела|хочется|думаю|думал|думала|собираюсь|решил|решила|пытался|пыталась|мысли|готов|"
            r"готова) <so>(?:убить себя|убиться<end>|повеситься|вскрыться|застрелиться|утопиться|спрыгнуть с (?:крыши|моста)|покончить|"
            r"отравиться<end>|себя убить)"
        ),
        (
            r"покончить с (?:собой|жизнью|этой жизнью|этим всем|собою)|покончу с (?:собой|жизнью)|(?:убью себя|повешусь)<end>|"
            r"свести счеты с жизнью|лишить себя жизни|наложить на себя руки|прекратить (?:свою )?жизнь|закончить (?:свою|эту) жизнь"
        ),
        (
            r"(?<!не )(?:хочу|хочется|хотел бы|хотела бы|мечтаю) <so>(?:умереть|сдохнуть|подохнуть|помереть|"
            r"быть мертв\w+)(?! (?:от (?:смеха|стыда|скуки|зависти|старости|счастья)|за|в старости|со смеху|богат\w*))"
        ),
        (
            r"лучше бы я (?:умер|умерла|сдох\w*|не (?:родил\w+|жил|жила|существовал\w*))|лучше (?:умереть|сдохнуть)<end>|"
            r"зачем я (?:родил\w+|вообще родил\w+)|жаль что я (?:родил|не умер)\w*"
        ),
        (
            r"(?:не|нет) (?:хочу|хочется|могу|вижу (?:смысла|причин)|желания|смысла|сил|причин|ради чего|хотела бы|хотел бы|"
            r"для чего) <so>(?:жить|существовать|просыпаться<end>)(?! (?:в (?!этом мире)|с (?!этой болью)|со|на (?!этом свете|свете)|за|"
            r"от|у|без (?:денег|работы)|по|под|как|здесь|там|тут|так|одн\w+|дома|отдельно|вместе|чужой|ради|рядом))"
        ),
        (
            r"жить (?:больше |уже |совсем )?(?:не хочу|не хочется|незачем|не для чего|нет (?:сил|смысла|желания)|надоело|"
            r"невыносимо)<end>"
        ),
        (
            r"(?:надоело|устал|устала|заебал\w+|задолбал\w+|осточертело) (?:жить|существовать|от жизни|"
            r"от этой жизни)(?! (?:в (?!этом мире)|с |со |на (?!этом)|за|от|у|без|по|как|здесь|там|тут|так|одн\w+|чужой))"
        ),
        (
            r"(?:не вижу|нет|потерял\w*|никакого) <so>(?:никакого )?смысл\w* (?:в )?(?:жизни|своей жизни|моей жизни)(?! без)|(?:моя |"
            r"в моей )?жизн\w+ (?:больше )?(?:не имеет|потеряла|бессмысленна|кончена|окончена)"
        ),
        (
            r"(?:ненавижу|не выношу|не вынесу) (?:свою |эту )?жизнь|моя жизнь (?:закончена|кончилась|ничего не стоит)|"
            r"нет (?:больше )?надежды<end>|потерял\w* (?:всякую |всю )?надежду<end>"
        ),
        (
            r"(?:хочу|хочется) <so>(?:исчезнуть(?! (?:из|с))|(?:уснуть|заснуть) и (?:больше )?(?:никогда )?не (?:просыпаться|"
            r"проснуться))|(?:не|никогда) (?:больше )?(?:не )?(?:просыпаться|проснуться)<end>"
        ),
        (
            r"(?:лучше|легче|счастливее|спокойнее) (?:будет |было бы |станет |всем )*без меня(?! (?:на|в))|без меня <folk>(?:лучше|"
            r"легче|счастливее)(?: будет)?<end>|никто (?:и )?(?:не заметит|не заплачет|не будет скучать)<end>"
        ),
        (
            r"(?:режу|порезал\w*|резал\w*|калечу) <so>(?:себя|вены|руки)|(?:порезать|вскрыть|перерезать) (?:себе )?(?:вены|себя)|"
            r"причиня\w+ себе (?:боль|вред)|сделать с собой что|делаю себе больно"
        ),
        (
            r"(?:лучше бы|если бы) меня (?:больше )?(?:не было|не стало|не существовало)(?! (?:на|в))|если (?:я умру|меня не станет)|"
            r"лучше бы я (?:не )?(?:рожда\w+|умира\w+)"
        ),
        (
            r"(?:мне|больше|уже) (?:уже |больше )?(?:незачем|не для чего|не за чем) (?:больше |дальше )?жить|(?:постоянно |часто |"
            r"каждый день )?думаю о (?:своей )?смерти<end>|думаю о смерти (?:каждый|постоянно|все)"
        ),
    ),
    "uk": (
        (
            r"(?:хочу|хотів|хотіла|хочеться|думаю|думав|думала|збираюся|намагався|намагалася|думки) <so>(?:про те щоб )?(?:вбити себе|"
            r"убити себе|себе вбити|повіситися|повіситись|застрелитися|втопитися|стрибнути з (?:даху|мосту)|покінчити)"
        ),
        (
            r"покінчити (?:з|із) (?:собою|життям|цим життям|цим усім)|звести рахунки з життям|вкоротити собі віку|накласти на себе руки|"
            r"позбавити себе життя|заподіяти собі (?:смерть|шкоду|лихо)"
        ),
        (
            r"(?<!не )(?:хочу|хочеться|хотів би|хотіла б|мрію) <so>(?:померти|вмерти|умерти|здохнути|сконати)(?! (?:від (?:сміху|сорому|"
            r"нудьги|старості)|за|зі сміху|в старості))"
        ),
        r"краще б я (?:помер\w*|вмер\w*|не (?:народи\w+|жив|жила|існува\w+))|краще (?:померти|вмерти)<end>|навіщо я (?:народи\w+)",
        (
            r"(?:не|нема|немає) (?:хочу|хочеться|можу|бачу (?:сенсу|причин)|бажання|сенсу|сил|причин|заради чого|навіщо) <so>(?:жити|"
            r"існувати|прокидатися<end>)(?! (?:в (?!цьому світі)|у (?!цьому світі)|з (?!цим болем)|зі|із|на (?!цьому світі|світі)|за|"
            r"від|без (?:грошей|роботи)|по|під|як|тут|там|так|сам\w*|вдома|окремо|разом|чужим))"
        ),
        (
            r"жити (?:більше |вже )?(?:не хочу|не хочеться|нема (?:сил|сенсу|чого)|немає (?:сил|сенсу)|набридло|нема для чого|"
            r"несила)<end>"
        ),
        (
            r"(?:набридло|втомив\w*|втомила\w*|стомив\w*|стомила\w*) (?:жити|існувати|від життя|від цього життя)(?! (?:в|у|з|зі|"
            r"на (?!цьому)|за|від|без|по|як|тут|там|так|сам\w*|чужим))"
        ),
        (
            r"(?:не бачу|немає|нема|втратив|втратила) <so>(?:жодного )?сенс\w* (?:в |у )?(?:житті|життя|свого життя|моєму житті)|"
            r"(?:моє )?життя (?:більше )?(?:не має|втратило|безглузде|скінчен\w+|закінчен\w+|нічого не варте)"
        ),
        r"ненавиджу (?:своє |це )?життя|немає (?:більше )?надії<end>|втратив?(?:ла)? (?:всяку |всю |усю )?надію<end>",
        (
            r"(?:хочу|хочеться) <so>(?:зникнути(?! (?:з|із))|заснути (?:і|й|та) (?:більше )?(?:ніколи )?не (?:прокидатися|прокинутися|"
            r"прокинутись))|(?:більше|ніколи) не (?:прокидатися|прокинутися|прокинутись)<end>"
        ),
        (
            r"(?:краще|легше|щасливіш\w+) (?:буде |було б |стане |всім |усім )*без мене(?! (?:на|в))|без мене <folk>(?:краще|легше|"
            r"щасливіш\w+)(?: буде)?<end>|ніхто (?:й |і )?(?:не помітить|не заплаче|не сумуватиме)<end>"
        ),
        (
            r"(?:ріжу|порізав|порізала|різав|різала|калічу) <so>(?:себе|вени|руки)|(?:порізати|перерізати) (?:собі )?(?:вени|себе)|"
            r"завдаю собі (?:болю|шкоди)|завдати собі (?:болю|шкоди)"
        ),
        (
            r"(?:краще б|якби) мене (?:більше )?не (?:було|стало|існувало)(?! (?:на|в))|якщо (?:я помру|мене не стане)|(?:немає|"
            r"нема) (?:для чого|навіщо|заради чого|чого) (?:більше |далі )?жити|думаю про (?:свою )?смерть"
        ),
    ),
    "ar": (
        (
            r"[وف]?(?:ا?ريد|اود|ابغي|ابغا|ابي|بدي|عايز|عايزه|عاوز|عاوزه|نفسي|اتمني|ارغب في|رغبه في|افكر في|بفكر|قررت|احاول|حابب|راح|سوف|"
            r"بحب) <so>(?:ان |اني |ب)?(?:انتحر|الانتحار|انتحار|اقتل نفسي|قتل نفسي|اموت نفسي|اشنق نفسي|انهي حياتي|انهاء حياتي|"
            r"اخلص من حياتي|اخلص علي نفسي)"
        ),
        (
            r"[وفس]?(?:سانتحر|هنتحر|بنتحر|حانتحر|ساقتل نفسي|هقتل نفسي|اقتل نفسي|بقتل نفسي)|[وفسبه]?انهي حياتي(?! (?:ال|في))|"
            r"[وبلال]*انهاء حياتي(?! ال)|[وا]?ضع حدا لحياتي|وضع حد لحياتي"
        ),
        (
            r"(?<!لا )(?<!ما )(?<!مش )[وف]?(?:اريد|اود|ابغي|ابغا|ابي|بدي|عايز|عايزه|عاوز|عاوزه|نفسي|اتمني|حابب|ودي) <so>(?:ان |"
            r"اني )?(?:اموت|الموت|امت|موت|اكون ميت\w*)(?! (?:من (?:الضحك|الجوع|النوم)|في سبيل|في))"
        ),
        (
            r"(?:يا ?ليت|ليت|ياريت|يا ريت) ?(?:ني|ي|اني)? ?(?:اموت|مت|ميت|ميته|كنت ميت\w*|ما انولدت|لم اولد|ما اتولدت\w*|ما ولدت|اختفي)|"
            r"ليتني (?:اموت|مت|لم اولد|لم اكن|ميت\w*)"
        ),
        (
            r"[وف]?(?:لا|ما|مش|مو|لم اعد|ماعاد|ما عاد|مابدي|مابي|معدتش|ما عدت|لست) <so>(?:اعد )?<so>(?:ا?ريد|ابغي|ابي|بدي|عايز|عايزه|"
            r"عاوز|عاوزه|اود|ارغب في|قادر|اقدر|استطيع|ارغب) <so>(?:ان |علي )?(?:اعيش|العيش|عيش|الحياه|حياه|هالحياه|استمر في الحياه|"
            r"اكمل حياتي|اصحي<end>|استيقظ<end>)(?! (?:في (?!هذ[اه] (?:الدنيا|العالم|الحياه))|مع (?!هذا الالم)|هنا|هناك|ب(?!عد)\w+|خارج|"
            r"داخل|من|علي|عند|وحد\w+|كموظف|بدون عمل|ك\w+))"
        ),
        (
            r"(?:ماعاد|ما عاد|لم يعد|مابقي|ما بقي|ليس|ما|مافي|ما في|لا يوجد|مفيش|مش لاقي|لا اجد|لا اري) <so>(?:لي |لدي |عندي |هناك |"
            r"اي )?<so>(?:معني|سبب|سببا|رغبه|امل|داعي|طعم|فائده) <so>(?:ل|في |من )?(?:لحياتي|للحياه|الحياه|حياتي|اعيش|للعيش|العيش|لاعيش|"
            r"هذه الحياه)(?! (?:في|ال\w+|مع))"
        ),
        (
            r"(?:حياتي|الحياه) (?:بلا|بدون|ليس لها|ليست لها|ما لها|مالها|ملهاش|لا) (?:معني|طعم|قيمه|معنا|تستحق)(?! (?:ال))|"
            r"لا معني (?:لحياتي|للحياه)|الحياه لا تستحق|حياتي انتهت"
        ),
        (
            r"(?:تعبت|مليت|زهقت|سئمت|ضقت|طفشت|كرهت|اكره|يئست|قرفت|بكره) <so>(?:من )?<so>(?:الحياه|حياتي|هذه الحياه|هالحياه|العيش|الدنيا|"
            r"عيشتي|عيشه)(?! (?:في (?!هذ[اه])|ال\w+|مع|ب|هنا|عند))"
        ),
        (
            r"(?:فقدت|ضاع) <so>(?:كل )?(?:الامل|املي|الرغبه في (?:الحياه|العيش))(?: في (?:الحياه|كل شي\w*))?<end>|ما عندي امل<end>|"
            r"ليس لدي امل<end>"
        ),
        (
            r"(?:افضل|احسن|اسعد|بخير|ارتاح\w*|يرتاح\w*|هيرتاح\w*|سيرتاح\w*) <so>(?:حال\w* )?(?:بدوني|من دوني|من غيري|بلاي|لو مت|لو متت|"
            r"اذا مت)(?! في)|(?:بدوني|من غيري|من دوني) <few>(?:افضل|احسن|اسعد)\w*<end>|(?:لن|ما حد|محدش|ما احد|لا احد) <few>(?:يفتقدني|"
            r"هيزعل عليا|بيفتقدني|يشتاق لي)<end>"
        ),
        (
            r"(?:اريد|ابغي|ابي|بدي|عايز|عايزه|نفسي|اود|ودي) <so>(?:ان )?(?:اختفي|انام وما اصحي|انام ولا اصحي|انام ولا استيقظ|"
            r"انام وما اقوم)(?: (?:للابد|من الدنيا|من الحياه|من هذا العالم|مره اخري))?<end>"
        ),
        (
            r"(?:اريد|ابغي|ابي|بدي|عايز|اود) <so>(?:ان )?(?:انهي كل شي\w*|ينتهي كل شي\w*)<end>|(?:بلا|بدون) ?(?:ني )?قيمه<end>|"
            r"لا استحق (?:الحياه|العيش|ان اعيش)"
        ),
        (
            r"(?:اوذي|اذي|اجرح|اقطع|بجرح|بذي|باذي|ااذي|جرحت|اذيت) (?:نفسي|يدي|ايدي|ذراعي|معصمي)(?: <end>|<end>| عمدا| بال\w+| كل| لما|"
            r" عندما)|(?:ايذاء|اذيه|جرح) نفسي"
        ),
        r"(?:لا احد|لن|ما حد|محدش|ماحد) <few>(?:سيفتقدني|يفتقدني|بيفتقدني|هيفتقدني|يهتم لموتي)|(?:لو|اذا) (?:مت|متت|انا مت)(?= |$|،)",
    ),
    "hi": (
        # in Devanagari
        (
            r"(?:मरना|मर जाना|मर ही जाना|खुदकुशी करना|ख़ुदकुशी करना|आत्महत्या करना|खुद को (?:मारना|ख़?त्म करना)|अपनी जान (?:देना|लेना)|"
            r"जान देना|जान दे देना|फांसी लगाना) <so>(?:चाह\w*[\u0900-\u0963]*|चाहत[\u0900-\u0963]*|पड़|है<end>|हूँ|हूं|का (?:मन|दिल)|"
            r"सोच)[\u0900-\u0963]*"
        ),
        (
            r"(?:मर (?:जाऊँ|जाऊं|जाऊ)|आत्महत्या कर (?:लूँ|लूं|लूंगा|लूंगी|लूँगा|लूँगी)|जान दे दूँ?ं?(?:गा|गी)?|फांसी लगा (?:लूँ|लूं|"
            r"लूंगा|लूंगी)|खुद को (?:मार|ख़?त्म) (?:डालूँ?ं?|कर लूँ?ं?|कर दूँ?ं?|लूँ?ं?)(?:गा|गी)?)<end>"
        ),
        (
            r"(?:खुद को मार|आत्महत्या) (?:डालने|करने|कर लेने) (?:का (?:मन|दिल|ख्याल|विचार)|की (?:सोच|इच्छा)|के (?:विचार|"
            r"ख्याल))[\u0900-\u0963]*"
        ),
        (
            r"(?:(?<!के लिए )जीना|ज़िंदा रहना|जिंदा रहना|जीने) <so>(?:नहीं|नही|मुश्किल|का मन नहीं|की इच्छा नहीं|का मन नही|की इच्छा नही|"
            r"की कोई इच्छा नहीं|का कोई मतलब नहीं|का कोई मतलब नही|का (?:कोई )?फ़?ायदा नह[ीि]ं?|की (?:कोई )?(?:वजह|उम्मीद) (?:नहीं|नही)|"
            r"से (?:थक|तंग|ऊब))(?! (?:आता|आती))[\u0900-\u0963]*(?: (?:चाहत[\u0900-\u0963]*|है|बची|रही|रहा|लगता|करता|गया|गई|आ))?"
        ),
        (
            r"(?:ज़?िंदगी|जिंदगी|ज़िंदगी|ज़िन्दगी|जिन्दगी|जीवन|जीने) (?:से )?<so>(?:थक|तंग|ऊब|हार|परेशान हो) (?:गया|गई|चुका|चुकी|"
            r"आ)[\u0900-\u0963]*"
        ),
        (
            r"(?:अपनी |मेरी |यह |ये )?(?:जिंदगी|ज़िंदगी|जिन्दगी|ज़िन्दगी|जीवन) <so>(?:का )?(?:कोई )?(?:मतलब|अर्थ|बेकार|ख़?त्म|समाप्त|"
            r"बर्बाद)[\u0900-\u0963]* ?(?:नहीं|नही|हो|करना|कर|है)[\u0900-\u0963]*"
        ),
        (
            r"(?:मेरे बिना|मेरे बगैर|मैं न रहूँ तो|मेरे मरने से|मेरे जाने से|मेरे न होने से) <few>(?:खुश|बेहतर|अच्छा|अच्छे|सुखी|भला|"
            r"ख़ुश)[\u0900-\u0963]*|किसी को (?:मेरी )?फ़?र्क नहीं पड़ेगा<end>"
        ),
        (
            r"(?:काश )(?:मैं )?(?:मर|पैदा|जन्म)[\u0900-\u0963]* ?(?:ही )?(?:जाता|जाती|न|नहीं)[\u0900-\u0963]*|सब कुछ ख़?त्म कर (?:देना|"
            r"दूं|दूँ)[\u0900-\u0963]*"
        ),
        (
            r"(?:खुद को|अपने आप को|अपने को|अपनी नस|हाथ की नस) (?:चोट|नुकसान|नुक़सान|काट|काटता|काटती|ज़?ख्मी)[\u0900-\u0963]*|(?:सारी|सब|"
            r"कोई|हर) उम्मीद (?:नहीं|नही|खत्म|ख़त्म|खो)[\u0900-\u0963]*<end>"
        ),
        r"(?:अब )?(?:उठना|जागना) नहीं चाहत[\u0900-\u0963]*<end>|गायब हो जाना चाहत[\u0900-\u0963]*",
        # in Latin letters
        (
            r"(?:(?<!ko )(?:marna|mrna|mar jana|mar hi jana|mar jaana)|(?:khud ?kushi|khudkhushi|khudkusi|atma ?hatya|aatma ?hatya|"
            r"aatm hatya|suicide) kar(?:na|ni)?|khud ko (?:maar(?:na)?|marna|maar dena|khatam kar(?:na)?|khatm karna)|"
            r"(?:apni )?jaan (?:dena|lena|de dena)|fansi lagana|phansi lagana|apne aap ko marna) <so>(?:chaht[aie]+|chata|chati|chahti|"
            r"chah ?raha|hai<end>|he<end>|ka man|ka dil|pad)(?: \w+)?"
        ),
        (
            r"(?:mar jau|mar jaun|mar jaoon|mar jaunga|mar jaungi)<end>|mar jaane ka (?:man|dil)|(?:suicide|khudkushi|aatmahatya|"
            r"atmahatya) (?:kar (?:lu|lun|loon|lunga|lungi|dunga)|karne ka (?:man|soch\w*|khayal|dil))|jaan de (?:du|dun|doon|dunga|"
            r"dungi)|khud ko (?:khatam|khatm|maar) (?:kar |de )?(?:lu|lun|loon|lunga|lungi|du|dun|dunga|dungi|dalu|dalun)"
        ),
        (
            r"(?:jeena|jina|jinaa|jeene|jine|zinda rehna|jinda rehna|zinda rahna) <so>(?:(?:nahi|nhi|nahin|nai|ni) <so>(?:chah\w+|"
            r"hai<end>|he<end>|chata|chati)|(?:ka|ki|ke) (?:koi )?(?:man|mann|dil|ichha|ichchha|iccha|icha|matlab|fayda|faida|wajah|"
            r"umeed|maksad|himmat) (?:hi |bhi |ab )?(?:nahi|nhi|nahin|nai|ni)|se (?:thak|tang|ub))"
        ),
        (
            r"(?:zindagi|jindagi|zindgi|jindgi|life|jeevan|jeene|jine) se <so>(?:thak|tang|haar|pareshan ho|ub|"
            r"pareshaan ho) <so>(?:gay[aie]|gaye|gya|gyi|gai|chuka|chuki|aa)|(?:zindagi|jindagi|zindgi|jindgi|jeevan|life) (?:ka |mein |"
            r"me )?(?:koi )?(?:matlab|maksad|mksad|arth) (?:hi |ab )?(?:nahi|nhi|nahin|nai|ni)(?! (?:pata|aata))|(?:apni |meri |ye |"
            r"yeh )?(?:zindagi|jindagi|zindgi|jindgi|life|jeevan) (?:khatam|khatm|khtm|bekar|bekaar) (?:kar|ho|hai|krna|he)\w*"
        ),
        (
            r"(?:mere bina|mere bagair|mere marne se|mere jane se|main na rahu to|mai na rahu to) <few>(?:khush|behtar|accha|acche|acha|"
            r"ache|sukhi|theek)\w*(?! (?:office|kaam))"
        ),
        (
            r"kaash? (?:main|mai|mein|me) (?:mar (?:jata|jati|jaata|jaati)|paida (?:hi )?(?:na|nahi)\w*)|sab kuch khatam kar (?:dena|du|"
            r"dun)"
        ),
        (
            r"khud ko (?:chot|nuksan|nuqsan|kaat(?:ta|ti|na)?|nuksaan|hurt) ?(?:\w+)?|(?:apni|hath ki|haath ki) nas kaat\w*|(?:saari|"
            r"sari|koi|sab) (?:umeed|ummeed|ummid) (?:nahi|kho|khatam|chhod)\w*<end>"
        ),
        r"gayab ho jana chah\w+|(?:kabhi )?(?:uthna|jagna) (?:nahi|nhi) chah\w+<end>",
        (
            r"(?:main|mai|me|mein|agar main|agar mai) (?:hi )?mar (?:jau|jaun|jaoon|jata|jati) (?:to|toh) <few>(?:acha|accha|behtar|"
            r"khush|theek)|(?:मैं|अगर मैं) मर (?:जाऊँ|जाऊं|जाऊ|जाता|जाती) तो"
        ),
    ),
    "zh": (
        (
            r"我[^。！？!?;；\n]{0,8}(?:想|要|打算|准备|準備|试过|試過|考虑|考慮|去|会|會|决定|決定)(?:过|過|着|著|要|去)?(?:自杀(?!式)|自殺(?!式)|轻生|輕生|寻死|尋死|自尽|自盡|自残|自殘|自我了断|"
            r"自我了斷|结束(?:自己的)?生命|結束(?:自己的)?生命|上吊|割腕|跳楼(?!价)|跳樓(?!價)|跳河|烧炭|燒炭|了结(?:自己|此生|生命|一切)|了結(?:自己|此生|生命|一切))"
        ),
        r"我[^。！？!?;；，,\n]{0,6}(?<!不)(?:想死|想去死|只想死|要去死|想一死了之)(?!你|我|心|磕|记|記|守|党|黨|的心都)",
        r"^(?:真的?|好|只|就|很|都|每天都)*(?:想死|想去死)(?!你|我|心|磕|记|記|守|党|黨)(?:了|啊|算了|[。！!,，.]|$)",
        (
            r"(?:不想|不愿|不願|没法|沒法|无法|無法|没有勇气|沒有勇氣)(?:再|继续|繼續)?活(?:了|着|著|下去|在(?:这|這)(?:个|個)?(?:世|世界))(?!得)|不想活(?!在(?!这|這))|活不下去|不想在(?:这个|"
            r"這個)世界上"
        ),
        (
            r"(?:活着|活著|活下去|人生|生命|生活)(?:真的?|已经|已經|对我|對我|对我来说|對我來說|都|还|還|完全|再也)*(?:没有?(?:什么|啥)?意思|沒有?(?:什麼)?意思|没有?意义|沒有?意義|毫无意义|毫無意義|"
            r"没有?希望|沒有?希望|没有?盼头)"
        ),
        (
            r"(?:没有?|沒有?|找不到|看不到)(?:任何|什么|什麼)?(?:活|生存)(?:下去|着|著)?的?(?:理由|意义|意義|勇气|勇氣|动力|動力|希望|必要)|生无可恋|生無可戀|(?<!让人)(?<!讓人)生不如死(?!的工作)|"
            r"(?<!生)(?:不如|还不如|還不如)死了?(?:算了|好|吧|$|[。，,！!])"
        ),
        r"(?:我|自己)?死了(?:算了|就好了|一了百了|大家|家人|反而|也没人|也沒人|会更好|會更好)|一了百了|一死了之|(?:我)?(?:要是|如果)(?:我)?死了",
        (
            r"(?:没有?|沒有?|少了)我[,，]?(?:的话|的話)?[^。！？!?，,]{0,10}(?:更好|会好|會好|更幸福|更快乐|更快樂|轻松|輕鬆)(?!地?工作)|我是(?:大家|家人|所有人|别人)?的?(?:累赘|累贅)|"
            r"没人会(?:想念|在乎)我(?!在)"
        ),
        r"(?:受够|受夠|厌倦|厭倦|讨厌|討厭|厌恶|厭惡)(?:了)?(?:活着|活著|人生|生命|我的人生)(?!上海)|(?:我的?)?(?:人生|这辈子|這輩子)(?:已经|已經|就|都)?(?:完了|毁了|毀了|结束了|結束了)",
        (
            r"我?(?:真|好|只|多)?想(?:就这样|就這樣|彻底|徹底|从这个世界|從這個世界|永远|永遠)+(?:消失|睡过去|睡過去|离开|離開|不再醒来|睡下去|长眠)|我(?:真的|好|很|只|就|都|也|常常|有时)*想消失(?!在|于)|"
            r"再也不(?:想)?醒(?:来|來|过来)|不想(?:再)?醒(?:来|來)"
        ),
        r"(?:从来|從來)?没(?:有)?出生(?:过)?(?:就好|该多好)|不该(?:出生|来到这个世界)|不應該出生|我(?:真)?(?:希望|宁愿|寧願)(?:自己)?(?:没有|沒有|从未|從未)(?:被)?(?:出生|生下来)",
        r"我[^。！？!?]{0,8}(?:割自己|划自己|割手腕|伤害自己|傷害自己|自残|自殘|用刀(?:划|割))|(?:想|忍不住|总是|一直)(?:割|伤害|傷害)自己|割腕(?!剧)",
        r"(?:我)?(?:已经|已經|对人生|對人生|对生活|對生活)*(?:彻底|徹底|完全)?(?:绝望了|絕望了|失去(?:了)?(?:所有|全部)的?希望)(?:$|[。！!，,])",
    ),
    "vi": (
        (
            r"(?:toi|minh|em|con|tao|tui|t|m|chau|anh|chi) <few>(?:muon|dinh|tinh|nghi den|nghi toi|da tung|suy nghi|nghi ve|chac|se|"
            r"phai) <so>(?:viec |chuyen |den )*(?:tu sat|tu tu<end>|tu ket lieu|nhay lau|nhay cau|that co|treo co|ket thuc (?:cuoc doi|"
            r"cuoc song|mang song|doi minh|tat ca|sinh mang)|chet (?:di|quach|phut|het))"
        ),
        (
            r"(?:toi|minh|em|con|tao|tui|t|chau) <so>(?:muon|mun|uoc|thich) <so>(?:duoc )?chet(?! (?:vi (?:cuoi|doi|thèm|them|an)|duoi|"
            r"tuoi))(?! \w+ cho)"
        ),
        (
            r"(?:chi|chi con|that su) muon chet|muon chet (?:di|quach|cho xong|het|lam roi|ngay)|(?:gia nhu|uoc gi) (?:toi|minh|em|"
            r"con) (?:chet|khong (?:ton tai|duoc sinh ra|sinh ra)|chua (?:tung |bao gio )?(?:duoc )?(?:sinh ra|ton tai))"
        ),
        (
            r"(?:khong|ko|k|hong|kg|chang|chẳng|khg) <so>(?:muon|mun|thiet|con muon|thich) <so>(?:song|ton tai|thuc day|tinh day|"
            r"tinh lai)(?: (?:nua|tiep|them))?(?! (?:o (?!doi|tren doi|the gioi)|voi (?!noi dau)|tai|cung|nhu|trong|xa|dua|bam|phu|"
            r"chung|can|ben|nho|bang|theo|mot minh|lech|ao|gan|trai|voi vang))"
        ),
        (
            r"(?:khong|ko|k|chang|hong|kg) (?:con )?<so>(?:ly do|li do|dong luc|muc dich|y nghia|ly do gi|ly do nao|suc|hy vong|"
            r"can dam) <so>(?:nao )?(?:de |gi de )?(?:song|ton tai)(?! (?:o|voi|tai|xa))"
        ),
        (
            r"(?:cuoc song|cuoc doi|doi|song|song tren doi|song tiep)(?: (?:nay|toi|cua toi|minh|cua minh|em))? <so>(?:khong|ko|k|chang|"
            r"that|hong) <so>(?:con )?(?:co )?<so>(?:y nghia|vo nghia|dang song|gia tri|"
            r"dang de song)(?: gi)?(?: nua)?(?! (?:neu khong lam|khi di lam))|(?:cuoc song|cuoc doi) (?:nay )?(?:cua )?(?:toi|minh|"
            r"em)? ?(?:da )?(?:cham dut|ket thuc roi|that vo nghia|vo nghia)"
        ),
        (
            r"(?:chan|met moi|met|ngan|so) (?:song|cuoc song|cuoc doi|viec song|viec phai song)(?: (?:nay|lam|qua|roi|"
            r"nua))?(?: roi)?<end>"
        ),
        (
            r"(?:muon|uoc|mong) <so>(?:duoc )?(?:bien mat|tan bien|ngu mai|ngu (?:luon )?(?:va |roi )?(?:khong|ko|k|"
            r"dung) (?:bao gio )?(?:thuc|tinh) day|khong bao gio (?:thuc|tinh) day)(?: (?:mai mai|khoi the gioi|khoi cuoc doi|luon|"
            r"nua))*<end>"
        ),
        (
            r"(?:khong|ko|k|ke ca khong|thieu) (?:co )?(?:toi|minh|em|con) <folk>(?:tot hon|hanh phuc hon|de song hon|se on|do kho hon)|"
            r"(?:tot|hanh phuc|do kho) hon (?:neu |khi )?(?:khong|ko|k) (?:co )?(?:toi|minh|em|con)(?! (?:lam|trong|o))|(?:toi|minh|em|"
            r"con) la ganh nang"
        ),
        (
            r"(?:ket thuc|cham dut|ket lieu) (?:cuoc doi|cuoc song|mang song|doi|sinh mang)(?: (?:nay|cua))? (?:toi|minh|em|con|"
            r"ban than|nay|nay di)|(?:ket thuc|cham dut) (?:tat ca|het)<end>"
        ),
        (
            r"tu (?:lam hai|lam dau|hanh ha|cat|rach)(?: tay| ban than| minh)? <so>(?:ban than|minh|tay)?<end>|(?:rach|"
            r"cat) (?:co )?(?:co tay|tay minh|tay)<end>|(?:lam hai|lam dau|lam ton thuong|hai) (?:chinh )?(?:ban than|minh)(?: (?:minh|"
            r"toi))?<end>|tu hai(?: ban than)?<end>"
        ),
        (
            r"mat het hy vong<end>|(?:khong|chang|ko|k) con (?:chut )?hy vong(?: nao| gi)?(?: nua)?<end>|tuyet vong (?:qua|lam|"
            r"voi cuoc (?:song|doi))|tu (?:ket lieu|tan)"
        ),
        (
            r"(?:khong|chang|ko|k) (?:ai|mot ai) <few>(?:nho|quan tam|buon|thuong tiec) <few>(?:toi|minh|em|con) (?:chet|bien mat)|"
            r"neu (?:toi|minh|em|con) (?:chet|khong con tren doi|khong con song)"
        ),
        r"ngu (?:mai|luon|mot giac)(?: mai)? (?:khong|ko|k|va khong|dung)(?: bao gio)? (?:day|tinh|thuc)(?: day| lai)?(?: nua)?<end>",
    ),
}

# Whoever is spoken of: it counts unless the message is about work.
ANYBODY: dict[str, tuple[str, ...]] = {
    "de": (
        r"\w*(?:suizid|selbstmord|selbsttoe?tung)\w*",
        r"selbstverletz\w*|selbst verletz\w*|(?:ritzt|schneidet|verletzt) sich",
        r"sich <few>(?:um(?:zu)?bringen|umgebracht|das leben (?:zu )?(?:nehmen|genommen)|etwas antun|erhae?ngt)",
        r"bringt sich um",
        r"(?:will|moe?chte) <so>(?:nur )?(?:sterben|tot sein)|nicht mehr (?:weiter)?leben (?:will|moe?chte|wollen)",
        r"(?:sein(?:em)?|ihr(?:em)?) leben (?:ein ende (?:setzen|machen)|beenden)",
    ),
    "es": (
        r"suicid(?!al(?!\w))\w*|autolesi\w*|autolesion\w*",
        (
            r"(?:quiere|queria|piensa en|pensaba en|va a|intento|trato de|amenaza con) (?:matarse|suicidarse|morir(?:se)?|"
            r"quitarse la vida|ahorcarse)(?! (?:de|por|a ))|se quiere (?:matar|morir|suicidar)(?! (?:de|a ))"
        ),
        (
            r"(?:quitarse|se quito) la vida|(?:acabar|terminar) con su (?:propia )?vida|no quiere (?:seguir |mas )?(?:viviendo|"
            r"vivir(?! (?:en|con|de|aqui)))"
        ),
        r"se (?:corta|autolesiona) (?:los brazos|las munecas|las venas)",
    ),
    "fr": (
        r"suicid(?!al(?!\w))\w*|automutil\w*|auto mutil\w*|scarifi\w*",
        (
            r"(?:veut|voulait|voudrait|va|pense a|tente de|essaye de|envie de) (?:se (?:tuer|pendre|suicider)|mourir)(?! (?:au|a la|de |"
            r"d'))"
        ),
        r"mettre fin a (?:ses jours|sa vie)|s'?(?:oter|est ote) la vie|(?:veut|envie de) plus vivre(?! (?:a|en|chez|avec|dans|ici))",
        r"se (?:mutile|scarifie|mutiler)",
    ),
    "it": (
        r"suicid(?!al(?!\w))\w*|autolesion\w*",
        (
            r"(?:vuole|voleva|vorrebbe|pensa di|minaccia di|tentato di|cercato di) (?:uccidersi|ammazzarsi|suicidarsi|morire|impiccarsi|"
            r"togliersi la vita)(?! di)|si (?:vuole )(?:uccidere|ammazzare(?! di)|suicidare)"
        ),
        r"(?:togliersi|si e tolt[oa]) la vita|non vuole piu vivere(?! (?:a|in|con|da|qui))|farla finita<end>",
        r"si taglia (?:le braccia|le vene|i polsi)",
    ),
    "pt": (
        r"suicid(?!al(?!\w))\w*|automutil\w*|autolesao|auto mutil\w*",
        (
            r"(?:quer|queria|vai|pensa em|pensou em|tentou|ameaca) (?:se matar|matar-se|morrer|se suicidar|suicidar-se|"
            r"se enforcar)(?! (?:de|a ))"
        ),
        r"tirar a (?:propria|sua|vida)|acabar com a (?:propria|sua) vida|nao quer mais viver(?! (?:em|no|na|com|aqui))",
        r"se (?:corta|mutila|automutila)(?: os| de proposito|<end>)",
    ),
    "nl": (
        r"zelfmoord\w*|zelfdoding\w*|suicid(?!al(?!\w))\w*|zelfbeschadig\w*|automutil\w*",
        (
            r"(?:wil|wou|gaat|dreigt|probeert|probeerde|heeft) (?:zichzelf|zich) <few>(?:van kant|doden|doodmaken|iets aandoen|"
            r"verhangen|ophangen|om het leven)|zich van het leven beroof\w*|zich van kant"
        ),
        r"(?:hij|zij|ze) <so>(?:wil|wou) <so>(?:dood|sterven|niet meer leven)(?! (?:in|van))",
        r"(?:eind|einde) (?:te )?maken aan (?:zijn|haar|z'n) leven|(?:eind|einde) aan (?:zijn|haar) leven",
    ),
    "pl": (
        r"samoboj\w*|samookalecz\w*|suicyd\w*",
        (
            r"(?:chce|chcial|chciala|probowal|probowala|mysli zeby|grozi ze) sie (?:zabic|powiesic|zabije|powiesi)|(?:odebrac|odebral|"
            r"odebrala) sobie zycie|(?:targnal|targnela|targnac) sie na"
        ),
        r"nie chce (?:juz )?zyc<end>(?!, zeby)|chce umrzec<end>|(?:tnie sie|sie tnie)<end>",
    ),
    "tr": (
        r"intihar\w*",
        r"(?:kendini|kendisini) (?:oldur\w*|asmak|asti|kes(?:iyor|mek))|(?:canina|hayatina|yasamina) (?:kiy|son ver)\w*",
        r"(?<![td][ae] )(?<!l[ae] )(?:artik )?yasamak istemiyor<end>|olmek isti(?:yor|yormus)<end>|kendine zarar ver\w*",
    ),
    "ru": (
        r"суицид\w*|самоубий\w*|самоповрежд\w*|селфхарм\w*|самовредительств\w*|роскомнадзорнуться",
        (
            r"(?:хочет|хотел|хотела|пытал\w+|думает|собирается|грозится|угрожает) (?:убить себя|покончить|повеситься|умереть|"
            r"себя убить)(?! (?:от|за))|покончи\w+ (?:с собой|жизнь)|(?:свел|свела|свести) счеты с жизнью"
        ),
        r"не хочет (?:больше )?жить(?! (?:в|с|со|на|за|здесь|там|один|одна|от))|режет себя|(?:наложил|наложила) на себя руки",
    ),
    "uk": (
        r"суїцид\w*|самогуб\w*|самоушкодж\w*|самопошкодж\w*|селфхарм\w*",
        (
            r"(?:хоче|хотів|хотіла|намага\w+|думає|збирається|погрожує) (?:вбити себе|убити себе|покінчити|повіситися|повіситись|"
            r"померти|вмерти)(?! (?:від|за))|покінчи\w+ (?:з|із) (?:собою|життям)|наклав на себе руки|наклала на себе руки"
        ),
        r"не хоче (?:більше )?жити(?! (?:в|у|з|зі|на|за|тут|там|сам|сама|від))|ріже себе",
    ),
    "ar": (
        r"[وفبلك]?(?:ال|لل)?انتحار(?:ي|يه|ه|ها)?|[وفس]?(?:انتحر|ينتحر|تنتحر|انتحرت|هينتحر)|ايذاء النفس|ايذاء الذات|اذيه النفس",
        r"(?:ان |عايز |عايزه |بده |بدها )?(?:يقتل نفسه|تقتل نفسها|ينهي حياته|تنهي حياتها|يموت نفسه)|(?:انهي|انهت) حيات(?:ه|ها)",
        (
            r"(?:يريد|تريد|يبغي|تبغي|يبي|بده|بدها|عايز|عايزه|يتمني|تتمني) (?:ان )?(?:يموت|تموت|الموت)(?! من)|(?:لا|ما|مش) (?:يريد|تريد|"
            r"يبي|بده|بدها|عايز|عايزه) (?:ان )?(?:يعيش|تعيش|العيش)(?! (?:في|مع|هنا))"
        ),
    ),
    "hi": (
        r"(?:आत्महत्या|ख़?ुदकुशी|खुदकुशी|ख़ुदकुशी|आत्मघात|सुसाइड)[\u0900-\u0963]*",
        r"(?:khud ?kushi|khudkhushi|khudkusi|khudkashi|aatma? ?hatya|atma ?hatya|susaid)",
        (
            r"(?:खुद को|अपने आप को|ख़ुद को) (?:मार|ख़?त्म)[\u0900-\u0963]* ?(?:डालना|करना|देना|लिया|डाला)?[\u0900-\u0963]*|"
            r"(?:अपनी )?जान (?:देना|दे दी|ले ली|लेना)[\u0900-\u0963]* ?(?:चाह[\u0900-\u0963]*त?[\u0900-\u0963]*)?"
        ),
        (
            r"khud ko (?:maar|khatam|khatm)\w* ?(?:dal\w*|kar\w*|de\w*|li\w*)?|(?:apni )?jaan (?:dena|de di|le li|lena) ?(?:chah\w*)?|"
            r"suicide kar\w*|(?<!ko )(?:marna|mar jana) chaht[aie]\w*"
        ),
    ),
    "zh": (
        r"(?:自杀|自殺|自尽|自盡|寻短见|尋短見|轻生|輕生|自残|自殘|寻死|尋死|自我伤害|自我傷害|自伤|自傷)(?!式)",
        r"(?:结束|結束)(?:了)?(?:自己的|他的|她的)?(?:生命|性命)|(?<!不)想(?:去)?死(?!你|我|心|磕|记|記|守|党|黨)(?=了|$|[。！!,，.、]|的)|不想活(?!在(?!这|這))",
        r"跳楼(?:了|身亡|自)|跳樓(?:了|身亡|自)",
    ),
    "vi": (
        r"tu sat|tu huy hoai|tu ket lieu|tu lam hai ban than|tu gay thuong tich",
        r"(?:dinh|nghi den|y dinh|tung|muon|de doa) (?:chuyen |viec )?tu tu<end>",
        (
            r"(?:anh|chi|em|ban|no|co|chau|bo|me|ban ay|anh ay|co ay|chong|vo)(?: \w+){0,2} (?:muon|doi|bao muon|noi muon) (?:chet|"
            r"ket thuc cuoc doi|ket lieu)(?! \w+ cho)|(?:khong|ko|k|chang) (?:con )?muon song(?: nua)?<end>"
        ),
    ),
}

# Prevention, counselling, research, training, a job with such people, a story; and the career that somebody ruins.
WORK: dict[str, tuple[str, ...]] = {
    "en": (
        r"prevent\w*|counsel\w*|hotlines?|helplines?|volunteer\w*|psycholog\w*|research\w*|courses?|training|become|novels?",
        r"careers? in|work (?:in|with|as)|jobs? (?:in|with|for)|career suicide",
    ),
    "de": (
        (
            r"\w*(?:praevention|pravention|vorbeugung|verhuetung|verhutung|beratung|berater|beraterin|forschung|forscher|forsche|"
            r"fortbildung|weiterbildung|seelsorge)\w*"
        ),
        r"\w*(?:hotline|notruf|krisendienst|krisentelefon|hospiz|palliativ|therapeut|psycholog|psychiat)\w*",
        r"\w*(?:roman|krimi|drehbuch|autor|autorin|studie|statistik)\w*",
        (
            r"(?:arbeit\w*|arbeiten|job|beruf|stelle) (?:in|mit|als|bei|fue?r|im)|ausbildung (?:als|zu[rm]?|in|fue?r)|kurs\w* (?:zu|"
            r"fue?r|ueber|in)|ehrenamt\w*|menschen helfen|helfer\w*|umgang mit"
        ),
        r"(?:beruflich\w*|karriere|politisch\w*|finanziell\w*) ?(?:selbstmord|suizid)|selbstmordkommando\w*|assistiert\w* suizid",
    ),
    "es": (
        (
            r"prevencion|prevenir|consejer\w*|orientador\w*|telefono de la esperanza|linea (?:telefonica|de ayuda|de crisis|"
            r"de atencion)|voluntari\w*|psicolog\w*|psiquiat\w*|terapeut\w*"
        ),
        (
            r"investig\w*|estudio sobre|tesis|estadistica\w*|curso\w*|formacion|formarme|capacit\w*|novel\w*|guion\w*|escritor\w*|"
            r"cuidados paliativos"
        ),
        (
            r"trabajar (?:en|con|como|de)|trabajo (?:en|con|como|de)|(?:carrera|empleo|puesto) (?:en|con|para)|ser (?:enfermer|"
            r"trabajador)\w*"
        ),
        r"suicid\w* (?:laboral|profesional|politico|financiero|economico)",
    ),
    "fr": (
        (
            r"prevention|prevenir|conseill\w*|ligne d'?ecoute|numero d'?(?:ecoute|urgence)|sos amitie|ecoutant\w*|benevol\w*|"
            r"psycholog\w*|psychiat\w*|therapeut\w*"
        ),
        (
            r"recherch\w* (?:sur|en)|chercheu\w*|etude\w* sur|these|memoire sur|statistiques?|formation\w*|cours (?:sur|de|pour)|"
            r"me former|romans?|scenari\w*|soins palliatifs|intervention"
        ),
        r"travaille\w* (?:dans|avec|en|comme|pour|aupres)|(?:metier|emploi|poste|carriere) (?:dans|avec|pour|en)|devenir",
        r"suicid\w* (?:professionnel|politique|financier|assiste)\w*",
    ),
    "it": (
        (
            r"prevenzione|prevenire|consulen\w*|consulente|telefono amico|linea (?:di ascolto|di aiuto|telefonica)|volontari\w*|"
            r"psicolog\w*|psichiatr\w*|terapeut\w*|operat(?:ore|rice|ori)"
        ),
        (
            r"ricerc(?:a|he|atore|atrice|are)|studio sul\w*|tesi|statistich\w*|cors[oi]|formazione|formarmi|romanz\w*|sceneggiat\w*|"
            r"scrittor\w*|scrittrice|cure palliative"
        ),
        r"lavor(?:are|o) (?:in|con|come|nel|nella|per|sul)|(?:carriera|impiego|posto) (?:in|con|nel|per)|diventare",
        r"suicid\w* (?:professionale|lavorativo|politico|assistito)",
    ),
    "pt": (
        (
            r"prevencao|prevenir|conselheir\w*|aconselh\w*|orientador\w*|linha (?:de apoio|de ajuda|telefonica|de crise)|cvv|"
            r"voluntari\w*|psicolog\w*|psiquiat\w*|terapeut\w*"
        ),
        (
            r"pesquis\w*|investigac\w*|investigador\w*|estudo sobre|tese|tcc|estatistic\w*|curso\w*|formacao|capacitacao|romances?|"
            r"roteir\w*|escritor\w*|cuidados paliativos"
        ),
        r"trabalh(?:ar|o) (?:em|com|como|na|no|para)|(?:carreira|emprego|vaga) (?:em|com|na|no|para)|ser (?:enfermeir|assistente)\w*",
        r"suicid\w* (?:profissional|politico|financeiro|assistido)",
    ),
    "nl": (
        (
            r"\w*(?:preventie|hulplijn|hulpverlen|hulpdienst|luisterlijn|therapeut|psycholo|psychiat|palliatie|onderzoek|vrijwillig|"
            r"statistiek|roman|thriller|scenario)\w*"
        ),
        (
            r"werk\w* (?:in|met|als|bij|voor)|(?:baan|beroep|functie|loopbaan) (?:in|bij|met|als)|opleiding (?:tot|voor|in|over)|"
            r"cursus\w*|training\w*|worden<end>|begeleid\w*|scriptie|omgaan met"
        ),
        r"(?:professionele|politieke|financiele) zelfmoord|hulp bij zelfdoding",
    ),
    "pl": (
        (
            r"profilakty\w*|prewencj\w*|zapobiega\w*|przeciwdzial\w*|telefon\w* zaufania|infolini\w*|linia? wsparcia|doradc\w*|"
            r"wolontari\w*|psycholog\w*|psychiatr\w*|terapeut\w*|interwencj\w*"
        ),
        (
            r"badan\w* (?:nad|o|na)|badac\w*|statystyk\w*|kurs\w*|szkoleni\w*|powiesc\w*|kryminal\w*|scenariusz\w*|pisarz\w*|"
            r"opiek\w+ paliatywn\w*|hospicj\w*"
        ),
        r"prac(?:a|e|y|owac|uje) (?:w|z|ze|jako|przy|nad|dla)|zawod\w* (?:w|z)|zostac|magisterk\w*",
        r"samoboj\w+ (?:zawodow|polityczn|finansow)\w*|(?:zawodow|polityczn|finansow)\w+ samoboj\w+",
    ),
    "tr": (
        (
            r"onle\w*|danisman\w*|danisma hatti|yardim hatti|destek hatti|kriz hatti|gonullu\w*|psikolo\w*|psikiyatr\w*|terapist\w*|"
            r"mudahale\w*"
        ),
        (
            r"arastirma\w*|istatisti\w*|kurs\w*|egitim(?:i|leri|ine)<few>|tez(?:im|i)?|roman\w*|polisiye\w*|senary\w*|yazar\w*|"
            r"palyatif\w*"
        ),
        r"(?:alaninda|biriminde|merkezinde|hattinda|ile|olarak) calis\w*|meslek\w*|uzman\w*",
        r"(?:kariyer|mesleki|siyasi) intihar\w*",
    ),
    "ru": (
        (
            r"профилактик\w*|предотвращ\w*|предупрежден\w*|консульт\w*|горяч\w+ лини\w*|телефон\w* доверия|волонтер\w*|психолог\w*|"
            r"психиатр\w*|психотерап\w*|терапевт\w*"
        ),
        (
            r"исследо\w*|статистик\w*|курс\w*|тренинг\w*|обучени\w*|роман(?:а|е|ы|ов|у)?|детектив\w*|сценари\w*|писател\w*|паллиатив\w*|"
            r"хоспис\w*|диплом\w* (?:о|по|на)"
        ),
        (
            r"работа(?:ть|ю|ет)? (?:в (?:сфере|области|службе|центре|кризис\w*)|с (?:людьми|подростками|пациентами|теми)|кем|психо\w*)|"
            r"професси\w*|стать|помога\w+ людям"
        ),
        r"(?:карьерн|профессиональн|политическ|финансов)\w+ (?:само|суицид)\w*",
    ),
    "uk": (
        (
            r"профілактик\w*|запобіган\w*|запобіга\w*|попереджен\w*|консульт\w*|гаряч\w+ ліні\w*|телефон\w* довіри|волонтер\w*|"
            r"психолог\w*|психіатр\w*|психотерап\w*|терапевт\w*"
        ),
        (
            r"дослід\w*|статистик\w*|курс\w*|тренінг\w*|навчанн\w*|роман(?:у|і|и|ів)?|детектив\w*|сценар\w*|письменни\w*|паліатив\w*|"
            r"хоспіс\w*|диплом\w* (?:про|з)"
        ),
        (
            r"(?:працюва|працю|робот)\w+ (?:у сфері|в сфері|в галузі|у галузі|в службі|у службі|в центрі|у центрі|з людьми|з підлітками|"
            r"з пацієнтами|з тими)|професі\w*|стати|допомага\w+ людям"
        ),
        r"(?:кар'?єрн|професійн|політичн|фінансов)\w+ (?:само|суїцид)\w*",
    ),
    "ar": (
        (
            r"[وفبلك]?(?:ال|لل)?(?:وقايه|منع|الوقايه|مكافحه|استشار\w*|ارشاد\w*|مرشد\w*|مستشار\w*|طبيب نفس\w*|نفسي\w*اخصائي|اخصائي\w*|"
            r"معالج\w*|خط (?:ساخن|المساعده|الدعم|مساعده)|متطوع\w*|تطوع\w*)"
        ),
        (
            r"[وفبلك]?(?:ال|لل)?(?:بحث|ابحاث|باحث\w*|دراسه|دراسات|رساله|احصائ\w*|دوره|دورات|تدريب\w*|روايه|روايات|سيناريو|كاتب\w*|"
            r"رعايه تلطيفيه|كورس)"
        ),
        (
            r"[وفبلك]?(?:ال|لل)?(?:اعمل|العمل|عمل|وظيفه|وظائف|مهنه) (?:في (?:مجال|مركز|خط|الوقايه)|مع|كـ?\w+)|(?:اصبح|ان اكون) (?:طبيب|"
            r"معالج|مستشار|اخصائي|مرشد)\w*|علم النفس"
        ),
    ),
    "hi": (
        (
            r"(?:रोकथाम|रोकने|बचाव|परामर्श|काउंसलर|काउंसलिंग|सलाहकार|हेल्पलाइन|स्वयंसेव|मनोवैज्ञानिक|मनोविज्ञान|मनोचिकित्स|शोध|रिसर्च|"
            r"अनुसंधान|कोर्स|पाठ्यक्रम|प्रशिक्षण|ट्रेनिंग|उपन्यास|लेखक|आंकड़)[\u0900-\u0963]*"
        ),
        r"(?:में|के साथ|के लिए) (?:काम|नौकरी|करियर)[\u0900-\u0963]*(?: करना)?|(?:क्षेत्र|विषय) में",
        (
            r"(?:roktham|rokne|bachav|paramarsh|counsel\w*|helpline|hotline|volunteer|swayamsevak|manovaigyanik|psycholog\w*|research|"
            r"shodh|course|training|upanyas|lekhak|prevention|novel)"
        ),
        r"(?:me|mein|ke saath|ke sath|ke liye) (?:kaam|naukri|job|career)(?: \w+)?",
    ),
    "zh": (
        r"预防|預防|防治|干预|干預|危机|危機|热线|熱線|咨询|諮詢|咨商|諮商|辅导|輔導|志愿者|志工|义工|義工|社工|心理(?:学|師|师|医生|健康|治疗|援助)|精神科|求助者|来访者|来电者|安宁|临终关怀",
        r"研究|论文|論文|统计|統計|数据|數據|培训|培訓|课程|課程|证书|證書|小说|小說|编剧|編劇|剧本|劇本|推理|作家",
        r"(?:从事|從事|想做|想当|想當|成为|成為|应聘|應聘)[^。！？]{0,12}(?:工作|师|師|员|員|者|医生)|(?:职业|職業|职场|職場|政治|商业)自[杀殺]|自[杀殺](?:式)",
    ),
    "vi": (
        (
            r"(?:phong (?:chong|ngua|tranh)|ngan ngua|ngan chan|du phong|can thiep|tu van|tham van|duong day (?:nong|ho tro)|tong dai|"
            r"tinh nguyen\w*|tam ly|tam li|tri lieu|bac si tam than)"
        ),
        (
            r"(?:nghien cuu|luan van|khoa luan|thong ke|khoa hoc|khoa dao tao|dao tao|tap huan|chung chi|tieu thuyet|kich ban|nha van|"
            r"truyen trinh tham|cham soc giam nhe)"
        ),
        (
            r"(?:lam (?:viec|nghe|trong)|nghe nghiep|cong viec|nganh) (?:trong (?:linh vuc|mang)|voi (?:nhung|nguoi)|lien quan|giup|ve)|"
            r"tro thanh"
        ),
    ),
}

_LETTER = r"[\w\u0900-\u0963\u0966-\u097f]"
# What may well run better without the writer, and no despair.
_WORKPLACE = (
    r"(?:team|equipo|equipe|squadra|ufficio|azienda|zespol|firma|firme|empresa|entreprise|ekip|takim|ofis|sirket|pro[jy]e|proge|bedrijf|afdeling|"
    r"buero|buro|chef|команд|отдел|відділ|проект|проєкт|работ|робот|фирм|фірм|nhom|du an|cong ty|cong viec|van phong)"
)
_TOKENS = {
    "<end>": r"(?=\s*(?:$|[.,!?;:()…।。،؟！？，]))",
    "<few>": r"(?:[^\s.!?;।؟]+ ){0,3}",
    "<folk>": rf"(?:(?!{_WORKPLACE})[^\s.!?;।؟]+ ){{0,3}}",
}
_LATIN = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "œ": "oe", "æ": "ae", "ø": "o", "ё": "е"})
_ARABIC = str.maketrans("أإآٱىئؤةکی", "ااااييوهكي", "ـ")
_ARABIC_VOWELS = frozenset(map(chr, (*range(0x064B, 0x0660), 0x0670)))
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´ʹ′", "'"))
# Vietnamese words that only their accents tell apart, as words of the same meaning that stay apart without them.
_TOLD_APART = {"tự tử": "tự sát", "tự vẫn": "tự sát", "tự vận": "tự sát", "từ từ": "dần dần"}
_QUOTED = re.compile(r"«[^»]*»|»[^«]*«|[“„][^“”]*[“”]|\"[^\"]*\"|「[^」]*」")


def in_despair(message: str) -> bool:
    """Whether a message in one of the languages of OWN says in plain words that somebody may not want to live.

    What the writer says of themself always counts; what is said of anybody counts unless the message is about work.
    """
    said = _folded(message)
    if not _any_of("work").search(said):
        return bool(_any_of("own").search(said) or _any_of("anybody").search(said))
    return bool(_any_of("own").search(_QUOTED.sub(" ", said)))


def _folded(message: str) -> str:
    """A message as the patterns know it."""
    straight = unicodedata.normalize("NFKC", message.translate(_APOSTROPHES)).casefold().translate(_ARABIC)
    seen = "".join(sign for sign in straight if unicodedata.category(sign) != "Cf" and sign not in _ARABIC_VOWELS)
    lines = ". ".join(" ".join(line.split()) for line in seen.splitlines() if line.strip())
    for word, plain in _TOLD_APART.items():
        lines = lines.replace(word, plain)
    return _without_accents(lines).translate(_LATIN)


def _without_accents(text: str) -> str:
    letters: list[str] = []
    for sign in unicodedata.normalize("NFD", text):
        if not (unicodedata.category(sign) == "Mn" and letters and "a" <= letters[-1] <= "z"):
            letters.append(sign)
    return unicodedata.normalize("NFC", "".join(letters))


@lru_cache(maxsize=3)
def _any_of(kind: str) -> re.Pattern[str]:
    """All patterns of a kind ("own", "anybody" or "work") in one."""
    book = {"own": OWN, "anybody": ANYBODY, "work": WORK}[kind]
    return re.compile("|".join(_of_language(code, parts) for code, parts in book.items()))


def _of_language(code: str, parts: tuple[str, ...]) -> str:
    pattern = "|".join(f"(?:{part})" for part in parts)
    fillers = "|".join(sorted(FILLERS.get(code, "").split(), key=len, reverse=True))
    for token, meaning in {**_TOKENS, "<so>": f"(?:(?:{fillers}),? ){{0,3}}" if fillers else ""}.items():
        pattern = pattern.replace(token, meaning)
    if code == "zh":
        return f"(?:{pattern})"
    return f"(?<!{_LETTER})(?:{pattern})(?!{_LETTER})"
