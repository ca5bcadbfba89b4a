"""Asking a server: what is tried again, what is said in the end, and what is never waited for."""

from collections.abc import Callable
from ssl import SSLCertVerificationError
from urllib.error import URLError
from urllib.request import OpenerDirector

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerskab.errors import InvalidValueError
from partnerskab.readers.web import Answer, FetchError, Patience, ask
from tests.readers.statbank_server import Reply, chunked, hang, raw, reply, serving, trickle

OK = reply("200 OK", b"figures", Content_Type="text/csv")
# The time-outs are for a machine under load; only a server that hangs is ever waited for.
TWICE = Patience(timeout=5, pauses=(1,))
ONCE = Patience(timeout=5, pauses=())


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def asked(*replies: Reply, patience: Patience = TWICE) -> tuple[bytes | str, list[float]]:
    """Return the body, or the error in words with the server called HERE, and the pauses made."""
    pauses: list[float] = []
    with serving(*replies) as server:
        try:
            return ask(f"{server.address}/data", b"{}", patience, pauses.append).body, pauses
        except FetchError as error:
            return str(error).replace(server.address, "HERE"), pauses


def unanswered(came: str, remedy: str = "try again later") -> str:
    """Return what is said where no answer comes."""
    return f"no answer from HERE/data\n    came:     {came}\n    remedy:   {remedy}"


def refused(came: str) -> str:
    """Return what is said where the server does not want to answer."""
    return (
        "HERE/data refuses the request\n"
        f"    came:     {came}\n"
        "    remedy:   correct what is asked for"
    )


def test_the_answer_is_returned_whole() -> None:
    """An answer is its address, status, content type and bytes."""
    with serving(OK) as server:
        answer = ask(f"{server.address}/data", None, ONCE, lambda _: None)
        assert answer == Answer(
            address=f"{server.address}/data",
            status=200,
            content_type="text/csv",
            body=b"figures",
        )


@pytest.mark.parametrize(("body", "method"), [(None, "GET"), (b'{"a":1}', "POST")])
def test_a_body_is_posted(body: bytes | None, method: str) -> None:
    """With a body the request is a POST of these bytes, without one a GET."""
    with serving(OK) as server:
        ask(f"{server.address}/data", body, ONCE, lambda _: None)
        assert server.asked == [(method, "/data", body or b"")]


def test_a_stream_in_chunks_is_put_together() -> None:
    """What comes in chunks is one body."""
    assert asked(chunked(b"fig", b"ures", b"")) == (b"figures", [])


@pytest.mark.parametrize(
    "fault",
    [
        raw(),
        reply("200 OK", b"figu", Content_Length="7"),
        chunked(b"fig", b"ur"),
        reply("429 Too Many Requests"),
        reply("500 Internal Server Error"),
        reply("502 Bad Gateway"),
        reply("503 Service Unavailable"),
        reply("504 Gateway Timeout"),
    ],
    ids=["no answer", "cut body", "cut stream", "429", "500", "502", "503", "504"],
)
def test_a_passing_fault_is_tried_again(fault: Reply) -> None:
    """After a fault that may pass, one pause is made and the next answer counts."""
    assert asked(fault, OK) == (b"figures", [1])


def test_pauses_grow() -> None:
    """Each further try waits longer, and the last fault is told."""
    text, pauses = asked(reply("503 Busy", b"later"), patience=Patience(timeout=5))
    assert pauses == [1, 4, 16]
    assert text == (unanswered("503 Busy: later, 4 times"))


def test_a_cut_connection_is_told() -> None:
    """A body that is shorter than its length is not taken for the answer."""
    assert asked(reply("200 OK", b"figu", Content_Length="7")) == (
        unanswered("the connection was cut, 2 times"),
        [1],
    )


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry_After": "7"}, 7),
        ({"Retry_After": "0"}, 1),
        ({"Retry_After": "soon"}, 1),
        ({"Retry_After": "²"}, 1),
        (
            {
                "Date": "Mon, 23 Nov 2026 10:15:30 GMT",
                "Retry_After": "Mon, 23 Nov 2026 10:15:42 GMT",
            },
            12,
        ),
        (
            {
                "Date": "Mon, 23 Nov 2026 10:15:30 GMT",
                "Retry_After": "Mon, 23 Nov 2026 10:15:00 GMT",
            },
            1,
        ),
        ({"Retry_After": "Mon, 23 Nov 2026 10:15:42 GMT"}, 1),
    ],
)
def test_a_server_may_ask_for_a_pause(headers: dict[str, str], pause: float) -> None:
    """Retry-After counts, in seconds or by the server's clock, where it is longer than ours."""
    assert asked(reply("429 Too Many Requests", **headers), OK) == (b"figures", [pause])


def test_a_pause_that_is_too_long_is_not_made() -> None:
    """Where the server asks for more than the bound, nobody waits, and the person is told."""
    assert asked(reply("429 Too Many Requests", b"slow down", Retry_After="3600"), OK) == (
        unanswered(
            "429 Too Many Requests: slow down", "try again in 3600 seconds, as the server asks"
        ),
        [],
    )


def test_a_refusal_shows_what_statbank_says() -> None:
    """A 4xx is not tried again; the message in StatBank's JSON is shown with its code."""
    body = '{"errorTypeCode":"EXTRACT-NOTFOUND","message":"Can\'t find value: 999 (OMRÅDE)"}'
    assert asked(reply("400 Bad Request", body.encode()), OK) == (
        refused("400 Bad Request: Can't find value: 999 (OMRÅDE) (EXTRACT-NOTFOUND)"),
        [],
    )


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (b"", "404 Not Found"),
        (b'{"message": "no code"}', "404 Not Found: no code"),
        (b'["other JSON"]', '404 Not Found: ["other JSON"]'),
        (b"two\r\nlines \x1b[31mred", "404 Not Found: two lines [31mred"),
        (b"\xff", "404 Not Found: \N{REPLACEMENT CHARACTER}"),
        (b"[" * 100_000, f"404 Not Found: {'[' * 300}"),
    ],
    ids=["nothing", "no code", "other JSON", "control characters", "not UTF-8", "deep"],
)
def test_a_refusal_in_other_words_is_one_clean_line(body: bytes, shown: str) -> None:
    """Whatever a server says about an error is shown in one line of printable characters."""
    assert asked(reply("404 Not Found", body))[0] == (refused(shown))


def test_a_status_without_an_answer_is_a_refusal() -> None:
    """Only 200 brings figures."""
    assert asked(reply("204 No Content"))[0] == (refused("204 No Content"))


@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"])
def test_nobody_is_sent_elsewhere(status: str) -> None:
    """A redirect is told and not followed, since a posted request would arrive empty."""
    with serving(OK) as other:
        text, pauses = asked(reply(status, Location=f"{other.address}/x\x1b"))
        assert (other.asked, pauses) == ([], [])
        assert text == (
            "HERE/data sends us elsewhere\n"
            "    expected: an answer from this very address\n"
            f"    came:     {status}, to {other.address}/x\n"
            "    remedy:   name the new address, if you trust it"
        )


def test_a_redirect_to_nowhere() -> None:
    """A redirect that does not say where to is told as such."""
    assert "came:     302 Found, to nowhere\n" in str(asked(reply("302 Found"))[0])


def test_what_is_not_http_is_told() -> None:
    """A server of another kind is not asked again."""
    assert asked(raw(b"220 mail.example.org ESMTP\r\n"), OK) == (
        unanswered("something that is not HTTP", "check the address"),
        [],
    )


def test_a_silent_server_is_not_waited_for() -> None:
    """Without any sign of the server, the time-out ends the try."""
    assert asked(hang, patience=Patience(timeout=0.05, pauses=(1,))) == (
        unanswered("no sign of it for 0.05 seconds, 2 times"),
        [1],
    )


def test_a_silence_may_pass() -> None:
    """A server that was silent once may answer at the next try."""
    assert asked(hang, OK, patience=Patience(timeout=0.3, pauses=(1,))) == (b"figures", [1])


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["head", "body"])
def test_a_trickling_server_is_not_waited_for(start: bytes) -> None:
    """A byte now and then keeps the time-out at bay, and not the limit for the whole answer."""
    assert asked(trickle(start), patience=Patience(timeout=5, limit=0.1, pauses=())) == (
        unanswered("no whole answer within 0.1 seconds"),
        [],
    )


def test_a_silence_beyond_the_limit() -> None:
    """The limit holds for a silent server, too, where it is the shorter of the two."""
    text, _ = asked(hang, patience=Patience(timeout=5, limit=0.05, pauses=()))
    assert "no whole answer within 0.05 seconds" in str(text)


@pytest.mark.parametrize(
    "fault", [reply("200 OK", b"0123456789"), raw(b"HTTP/1.1 200 OK\r\n\r\n0123456789")]
)
def test_an_answer_that_is_too_large_is_not_taken(fault: Reply) -> None:
    """A person is told to ask for less, with or without a length in the answer."""
    assert asked(fault, patience=Patience(timeout=5, pauses=(), largest=9)) == (
        unanswered("more than 9 bytes", "ask for less at a time"),
        [],
    )


def test_an_invented_length_takes_no_memory() -> None:
    """A length beyond any memory is a cut connection like any other."""
    text, _ = asked(reply("200 OK", b"figures", Content_Length="9" * 18), patience=ONCE)
    assert "the connection was cut" in str(text)


def test_nobody_at_the_address() -> None:
    """A refused connection is tried again and told."""
    with serving(OK) as server:
        address = server.address
    pauses: list[float] = []
    with pytest.raises(FetchError) as caught:
        ask(address, None, TWICE, pauses.append)
    assert pauses == [1]
    assert str(caught.value) == (
        f"no answer from {address}\n"
        "    came:     the connection was refused, 2 times\n"
        "    remedy:   try again later"
    )


def test_an_encrypted_address_is_not_asked_in_clear_text() -> None:
    """A server that does not know encryption gets no request, whatever it would answer."""
    patience = Patience(timeout=0.2, pauses=())
    with serving(OK) as server:
        address = server.address.replace("http:", "https:")
        with pytest.raises(FetchError) as caught:
            ask(address, None, patience, lambda _: None)
    assert str(caught.value).startswith(f"no answer from {address}\n")
    assert server.asked == []


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """In an office, the network is often behind a proxy."""
    with serving(OK) as proxy:
        monkeypatch.delenv("no_proxy")
        monkeypatch.setenv("http_proxy", proxy.address)
        answer = ask("http://statbank.invalid/v1/data", None, ONCE, lambda _: None)
    assert answer.body == b"figures"
    assert proxy.asked == [("GET", "http://statbank.invalid/v1/data", b"")]


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> Callable[[], str]:
    """Let every connection fail with an error, and return what is told then."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(OpenerDirector, "open", fail)

    def told() -> str:
        with pytest.raises(FetchError) as caught:
            ask("https://statbank.invalid", None, ONCE, lambda _: None)
        return str(caught.value)

    return told


def test_an_untrusted_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate that cannot be trusted is told with the reason."""
    error = SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    assert failing(monkeypatch, URLError(error))() == (
        "no answer from https://statbank.invalid\n"
        "    came:     a certificate that cannot be trusted: self-signed certificate\n"
        "    remedy:   ask whoever looks after your network"
    )


@pytest.mark.parametrize(
    ("error", "came"),
    [
        (OSError(-2, "Name or service not known"), "Name or service not known"),
        (
            OSError("Tunnel connection failed: 403 Forbidden"),
            "Tunnel connection failed: 403 Forbidden",
        ),
    ],
)
def test_other_trouble_of_the_network(
    monkeypatch: pytest.MonkeyPatch, error: OSError, came: str
) -> None:
    """What the system or a proxy says is passed on."""
    assert failing(monkeypatch, URLError(error))() == (
        "no answer from https://statbank.invalid\n"
        f"    came:     {came}\n"
        "    remedy:   try again later"
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.statbank.dk",
        "file:///etc/passwd",
        "ftp://127.0.0.1/v1",
        "https://",
        "https://127.0.0.1:port",
        "https://127.0.0.1:0",
        "https://[::1",
        "https://a..b",
        "https://user:word@127.0.0.1",
        "https://127.0.0.1/a b",
        "https://127.0.0.1/\r\nHost: x",
        "https://127.0.0.1/ø",
    ],
)
def test_what_is_no_address(address: str) -> None:
    """Only addresses of http and https are asked, and nothing is sent to any other."""
    with pytest.raises(InvalidValueError) as caught:
        ask(address, None, ONCE, lambda _: None)
    assert str(caught.value) == (
        "not an address on the network\n"
        "    expected: https://, a server and perhaps a path\n"
        f"    came:     {address!r}"
    )


HEADS = st.sampled_from(
    [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=HEADS, rest=st.binary(max_size=60))
def test_no_garbage_breaks_it(head: bytes, rest: bytes) -> None:
    """Whatever bytes a server sends, there is an answer or an error of ours."""
    body, _ = asked(raw(head + rest), patience=ONCE)
    assert isinstance(body, bytes | str)
