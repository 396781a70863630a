"""YAML, read by libyaml where PyYAML was built with it: eight times as fast as PyYAML's own scanner, and the same values."""

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from knowledge.errors import InputFailed

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML without libyaml
    _Loader: type = yaml.SafeLoader
else:

    class _Loader(Composer, CParser, SafeConstructor, Resolver):  # type: ignore[no-redef]
        """libyaml's events and PyYAML's composer: `CSafeLoader`, whose composer is C too, crashes on deep nesting."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            Composer.__init__(self)
            SafeConstructor.__init__(self)
            Resolver.__init__(self)


def read_yaml(text: str) -> object:
    """The value of a text.

    Raises `yaml.YAMLError` for whatever is wrong with it, a date that there is not too, and InputFailed for nesting without end.
    """
    try:
        try:
            return _Loader(text).get_single_data()
        except yaml.YAMLError:  # libyaml is the stricter one, and its messages say less.
            return yaml.safe_load(text)
    except ValueError as error:
        raise yaml.YAMLError(str(error)) from error
    except RecursionError as error:
        raise InputFailed("it is nested too deeply to be a document", "save it again in a simpler form") from error
