"""Asking a server on the network: patiently, within limits, and saying clearly what went wrong."""

from collections.abc import Callable
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import partial
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from importlib.metadata import version
from io import BufferedReader, RawIOBase
from json import loads
from socket import socket
from ssl import SSLCertVerificationError
from time import monotonic
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import AbstractHTTPHandler, OpenerDirector, ProxyHandler, Request

import attrs

from partnerskab.errors import InvalidValueError, PartnerskabError, Problem

_PASSING = {429, 500, 502, 503, 504}
_PIECE = 2**16


class FetchError(PartnerskabError, OSError):
    """A server that did not give what it was asked for; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class _PassingFault(Exception):  # noqa: N818  (it is no error yet: the next try may go well)
    """What may be over when one asks again.

    Args:
        came: what came instead of an answer.
        wait: how many seconds the server asks for.
    """

    def __init__(self, came: str, wait: float = 0) -> None:
        self.came = came
        self.wait = wait
        super().__init__(came)


class _LimitError(TimeoutError):
    """An answer that trickles in too slowly."""


@attrs.frozen(kw_only=True)
class Patience:
    """How long to wait for a server, in seconds, and how often to ask it.

    Args:
        timeout: without any sign of the server.
        limit: for one whole answer, however slowly it trickles in; ten times `timeout` by default.
        pauses: before each further try.
        longest_pause: that a server may ask for.
        largest: answer that is taken, in bytes.

    >>> Patience(timeout=5).limit
    50
    """

    timeout: float = 30
    limit: float = attrs.field()
    pauses: tuple[float, ...] = (1, 4, 16)
    longest_pause: float = 60
    largest: int = 2**28

    @limit.default
    def _ten_times(self) -> float:
        return 10 * self.timeout


@attrs.frozen(kw_only=True)
class Answer:
    """What a server answered.

    Args:
        address: what was asked.
        status: the status of HTTP, which is 200.
        content_type: what the server calls the form of it.
        body: the bytes.
    """

    address: str
    status: int
    content_type: str
    body: bytes


def ask(
    address: str, body: bytes | None, patience: Patience, sleep: Callable[[float], object]
) -> Answer:
    """Send a request and return the answer; faults that may pass are waited for.

    Args:
        address: beginning with http:// or https://; a proxy of the environment is used.
        body: JSON to be posted; None to get the address.
        patience: how long to wait, and how often to ask.
        sleep: waits for so many seconds.

    Raises:
        InvalidValueError: for an address that is none.
        FetchError: where there is no answer, or not the one that was asked for.
    """
    _check_address(address)
    came = ""
    for pause in (*patience.pauses, None):
        try:
            return _ask_once(address, body, patience)
        except _PassingFault as fault:
            came = fault.came
            if fault.wait > patience.longest_pause:
                remedy = f"try again in {fault.wait:.0f} seconds, as the server asks"
                raise _no_answer(address, came, remedy) from None
            if pause is not None:
                sleep(max(pause, fault.wait))
    times = len(patience.pauses) + 1
    raise _no_answer(address, f"{came}, {times} times" if times > 1 else came, "try again later")


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        (parts.hostname or "").encode("idna")
        sound = parts.scheme in {"http", "https"} and parts.port != 0
        sound = sound and bool(parts.hostname) and parts.username is None
    except ValueError:
        sound = False
    if not (sound and address.isascii() and address.isprintable() and " " not in address):
        raise InvalidValueError(
            "not an address on the network",
            expected="https://, a server and perhaps a path",
            came=repr(address),
        )


def _no_answer(address: str, came: str, remedy: str) -> FetchError:
    problem = Problem(id="no-answer", message=f"no answer from {address}", came=came, remedy=remedy)
    return FetchError(problem)


def _ask_once(address: str, body: bytes | None, patience: Patience) -> Answer:
    request = Request(  # noqa: S310  (the address has been checked)
        address, data=body, headers={"User-Agent": f"partnerskab/{version('partnerskab')}"}
    )
    if body is not None:
        request.add_header("Content-Type", "application/json; charset=utf-8")
    opener = OpenerDirector()  # without the handlers that follow a server to another address
    for handler in (ProxyHandler(), _Handler(patience)):
        opener.add_handler(handler)
    try:
        with opener.open(request, timeout=patience.timeout) as response:
            return _answer(address, response, _read_all(address, response, patience.largest))
    except FetchError:
        raise
    except (OSError, HTTPException) as error:
        # urllib wraps what goes wrong before the server can answer.
        fault = error.reason if isinstance(error, URLError) else error
        raise _fault(address, fault, patience) from None


def _read_all(address: str, response: HTTPResponse, largest: int) -> bytes:
    body = bytearray()
    # In pieces, so that no length that the server invents takes up memory.
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > largest:
            raise _no_answer(address, f"more than {largest} bytes", "ask for less at a time")
    if response.length:
        raise IncompleteRead(b"", response.length)
    return bytes(body)


class _Handler(AbstractHTTPHandler):
    """Opens connections on which the whole answer must be there in time."""

    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self._responses = partial(_response_class, patience.timeout, monotonic() + patience.limit)

    def http_open(self, request: Request) -> HTTPResponse:
        """Open an address without encryption."""
        return self.do_open(partial(self._connection, HTTPConnection), request)

    def https_open(self, request: Request) -> HTTPResponse:
        """Open an address with encryption; the certificate is checked."""
        return self.do_open(partial(self._connection, HTTPSConnection), request)

    def _connection(self, cls: type[HTTPConnection], host: str, **given: Any) -> HTTPConnection:
        connection = cls(host, **given)
        connection.response_class = self._responses()
        return connection

    http_request = https_request = AbstractHTTPHandler.do_request_


def _response_class(timeout: float, end: float) -> type[HTTPResponse]:
    class TimedResponse(HTTPResponse):
        def __init__(self, sock: socket, *args: Any, **given: Any) -> None:
            super().__init__(sock, *args, **given)
            self.fp.close()
            self.fp = BufferedReader(_TimedReader(sock, timeout, end))

    return TimedResponse


class _TimedReader(RawIOBase):
    """Reads from a socket until a moment of the monotonic clock, and not one byte later.

    The time-out of a socket begins anew with each byte, so that alone it would wait for ever for a
    server that trickles.
    """

    def __init__(self, sock: socket, timeout: float, end: float) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._timeout = timeout
        self._end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._end - monotonic()
        if left <= 0:
            raise _LimitError
        self._sock.settimeout(min(self._timeout, left))
        try:
            return self._raw.readinto(buffer)
        except TimeoutError:
            if monotonic() >= self._end:
                raise _LimitError from None
            raise

    def close(self) -> None:
        self._raw.close()
        super().close()


def _answer(address: str, response: HTTPResponse, body: bytes) -> Answer:
    status = response.status
    said = _one_line(f"{status} {response.reason}")
    text = _message(body)
    came = f"{said}: {text}" if text else said
    if status in _PASSING:
        raise _PassingFault(came, _wait_asked(response.headers))
    if 300 <= status < 400:
        raise FetchError(
            Problem(
                id="moved",
                message=f"{address} sends us elsewhere",
                expected="an answer from this very address",
                came=f"{said}, to {_one_line(response.headers.get('Location', 'nowhere'))}",
                remedy="name the new address, if you trust it",
            )
        )
    if status != 200:
        raise FetchError(
            Problem(
                id="refused",
                message=f"{address} refuses the request",
                came=came,
                remedy="correct what is asked for",
            )
        )
    content_type = _one_line(response.headers.get("Content-Type", ""))
    return Answer(address=address, status=status, content_type=content_type, body=body)


def _fault(address: str, error: object, patience: Patience) -> Exception:
    """Return what a failure of the network means."""
    came = str(error)
    match error:
        case SSLCertVerificationError():
            came = f"a certificate that cannot be trusted: {error.verify_message}"
            return _no_answer(address, came, "ask whoever looks after your network")
        case _LimitError():
            came = f"no whole answer within {patience.limit:g} seconds"
        case TimeoutError():
            came = f"no sign of it for {patience.timeout:g} seconds"
        case ConnectionRefusedError():
            came = "the connection was refused"
        case ConnectionError() | IncompleteRead():
            came = "the connection was cut"
        case HTTPException():
            return _no_answer(address, "something that is not HTTP", "check the address")
        case OSError() if error.strerror:
            came = error.strerror
        case _:
            pass
    return _PassingFault(_one_line(came))


def _message(body: bytes) -> str:
    """Return what the server says about an error, as one line: StatBank says it in JSON."""
    text = body.decode(errors="replace")
    try:
        said: Any = loads(text)
    except (ValueError, RecursionError):
        return _one_line(text)
    match said:
        case {"message": str(message), "errorTypeCode": str(code)}:
            return _one_line(f"{message} ({code})")
        case {"message": str(message)}:
            return _one_line(message)
        case _:
            return _one_line(text)


def _one_line(text: str) -> str:
    line = " ".join(text[:1000].split())
    return "".join(letter for letter in line if letter.isprintable())[:300]


def _wait_asked(headers: Message) -> float:
    """Return the seconds that a server asks us to wait, 0 where it does not say; by its clock."""
    text = headers.get("Retry-After", "")
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        until, now = (parsedate_to_datetime(each) for each in (text, headers.get("Date", "")))
        return (until - now).total_seconds()
    except (TypeError, ValueError):
        return 0
