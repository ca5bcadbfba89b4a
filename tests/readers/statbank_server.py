"""A server on loopback that answers as StatBank does, or as servers and networks in trouble do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

SPECIMENS = Path(__file__).parent / "specimens"
TABLE_INFO = (SPECIMENS / "tableinfo.json").read_bytes()
CSV = (SPECIMENS / "data.csv").read_bytes()
CUBE = (SPECIMENS / "data.json").read_bytes()


class Asked(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    body: bytes


class Server(ThreadingHTTPServer):
    """Gives one reply after the other, the last one for ever, and remembers what was asked."""

    daemon_threads = True

    def __init__(self, replies: "tuple[Reply, ...]") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = list(replies)
        self.asked: list[Asked] = []
        self.over = Event()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        """Take the next reply."""
        length = int(self.headers.get("Content-Length", "0"))
        self.server.asked.append(Asked(self.command, self.path, self.rfile.read(length)))
        replies = self.server.replies
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        with suppress(OSError):  # whoever asked may have lost patience
            reply(self)

    do_POST = do_GET  # noqa: N815  (http.server looks for this name)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Reply = Callable[[_Handler], None]


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """Run a server with these replies; without any, it answers a fetch of csv as StatBank does."""
    server = Server(replies or (table_info(), data()))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def raw(*parts: bytes) -> Reply:
    """Reply with these very bytes, and close the connection."""
    return lambda handler: handler.wfile.writelines(parts)


def reply(status: str, body: bytes = b"", /, **headers: str) -> Reply:
    """Reply with a status, a body and its length, and perhaps other headers, `_` for a hyphen."""
    given = {"Content_Length": str(len(body))} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
    return raw("\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode(), body)


def table_info(body: bytes = TABLE_INFO) -> Reply:
    """Describe a table."""
    return reply("200 OK", body, Content_Type="text/json; charset=utf-8")


def data(body: bytes = CSV, content_type: str = "text/csv; charset=utf-8") -> Reply:
    """Give the data that was asked for."""
    return reply("200 OK", body, Content_Type=content_type)


def chunked(*chunks: bytes) -> Reply:
    """Give data in chunks, as a stream; an empty one ends it, and without it the stream is cut."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return raw(head, *(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks))


def hang(handler: _Handler) -> None:
    """Say nothing until the test is over."""
    handler.server.over.wait(5)


def trickle(start: bytes) -> Reply:
    """Send the start of an answer, and then a byte now and then until the other side leaves."""

    def send(handler: _Handler) -> None:
        handler.wfile.write(start)
        while not handler.server.over.wait(0.005):
            handler.wfile.write(b"H")

    return send
