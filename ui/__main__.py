"""python -m ui: serve the page on this machine."""

import argparse
import logging
import sys

from knowledge import command


def parser() -> command.Parser:
    """The command line of this part."""
    made = command.Parser(
        prog="python -m ui",
        description="Serve the page on this machine. It opens at once and answers as soon as the model has loaded.",
    )
    made.add_argument("--port", type=int, help="the port to listen on (default: NEXTSTEP_PORT, or 7860)")
    made.add_argument(
        "--host", help="the address to listen on; only this machine's own are served (default: 127.0.0.1)"
    )
    command.add_common_flags(made)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C; gives the exit code."""
    options = parser().parse_args(arguments)
    return command.run(lambda: _serve(options))


def _serve(options: argparse.Namespace) -> int:
    from knowledge.settings import read_settings
    from ui.server import check_address, mount, private_surroundings

    settings = read_settings(options.home)
    chosen = {name: value for name in ("host", "port") if (value := getattr(options, name)) is not None}
    settings = settings.model_copy(update=chosen)
    check_address(settings)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    address = f"http://{settings.host}:{settings.port}"
    with private_surroundings():
        import uvicorn

        from bot.model import model_of
        from ui.app import build, look
        from ui.here import Here
        from ui.opening import Opening

        opening = Opening(settings)
        here = Here(opening, model_of(settings))

        class Server(uvicorn.Server):
            async def startup(self, sockets: object = None) -> None:
                await super().startup(sockets)  # type: ignore[arg-type]
                opening.start()
                if options.json:
                    command.say_json({"address": address})
                else:
                    command.say(f"NextStep is open at {address} (Ctrl-C ends it)")
                sys.stdout.flush()

        app = mount(build(here), settings, look(), here)
        config = uvicorn.Config(
            app, host=settings.host.strip("[]"), port=settings.port, log_level="warning", access_log=False
        )
        try:
            Server(config).run()
        finally:
            here.close()
            opening.close()
    return command.OK


if __name__ == "__main__":
    sys.exit(main())
