"""OpenDocument files in one piece of XML (.fodt, .fods, .fodp): readable as they stand."""

from __future__ import annotations

import io
import zipfile

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(
    [
        *(
            f'xmlns:{name}="{_URN}{said}:1.0"'
            for name, said in {
                "office": "office",
                "text": "text",
                "table": "table",
                "draw": "drawing",
                "style": "style",
                "presentation": "presentation",
                "fo": "xsl-fo-compatible",
                "svg": "svg-compatible",
                "chart": "chart",
                "meta": "meta",
            }.items()
        ),
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
    ]
)
MIMETYPE = "application/vnd.oasis.opendocument."


def flat(kind: str, body: str, *, styles: str = "", more: str = "") -> bytes:
    """Return a document of a kind ("text", "spreadsheet", "presentation")."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.3" '
        f'office:mimetype="{MIMETYPE}{kind}">{more}{styles}'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def packed(
    kind: str, body: str, *, styles: str = "", parts: dict[str, bytes] | None = None
) -> bytes:
    """Return the same document as a package (.odt, .ods, .odp)."""
    content = flat(kind, body).replace(b"office:document ", b"office:document-content ", 1)
    content = content.removesuffix(b"</office:document>") + b"</office:document-content>"
    whole = {"content.xml": content, **(parts or {})}
    if styles:
        whole["styles.xml"] = (
            f"<office:document-styles {NAMES}>{styles}</office:document-styles>".encode()
        )
    packet = io.BytesIO()
    with zipfile.ZipFile(packet, "w") as file:
        file.writestr("mimetype", MIMETYPE + kind)
        for name, data in whole.items():
            file.writestr(name, data)
    return packet.getvalue()
