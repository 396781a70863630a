"""A cross-encoder that judges whether a text bears a sentence out: an option beside the rules, for those who have such a model."""

import numpy as np

from knowledge.errors import WrongUse


class CrossEncoderJudge:
    """A sentence-transformers CrossEncoder for natural language inference, by its name or folder."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name)
        except Exception as error:
            raise WrongUse(
                f"NEXTSTEP_MODEL_NLI={name} cannot be loaded ({error})", "give a CrossEncoder or its folder"
            ) from error
        labels = {str(label).casefold(): place for place, label in self._model.model.config.id2label.items()}
        if "entailment" not in labels:
            raise WrongUse(f"{name} has no class named entailment", "give a cross-encoder that was trained for NLI")
        self._entailment = int(labels["entailment"])

    def entails(self, text: str, sentence: str) -> float:
        """The chance of entailment, 0 to 1."""
        scores = np.asarray(self._model.predict([(text, sentence)]))[0]
        chances = np.exp(scores - scores.max())
        return float(chances[self._entailment] / chances.sum())
