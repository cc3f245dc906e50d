"""Answers put together from pieces: any reader of gzip sees one stream."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from server.kit.packing import Piece, gzipped, pack, plain

texts = st.binary(max_size=400) | st.text(max_size=200).map(str.encode) | st.just(b"branch " * 3000)
parts = st.lists(st.tuples(st.booleans(), texts), max_size=12)


@given(parts)
def test_pieces_packed_before_and_plain_ones_are_one_gzip_stream(chosen: list[tuple[bool, bytes]]) -> None:
    made: list[bytes | Piece] = [pack(text) if shared else text for shared, text in chosen]
    whole = b"".join(text for _, text in chosen)
    assert plain(made) == whole
    assert gzip.decompress(gzipped(made)) == whole


def test_a_browser_that_reads_one_member_only_reads_all_of_it() -> None:
    machine = zlib.decompressobj(wbits=31)
    assert machine.decompress(gzipped([b"{", pack(b'"a":1' * 1000), b"}"])) == b"{" + b'"a":1' * 1000 + b"}"
    assert machine.eof and not machine.unused_data
