"""The page: its size, margins and sections, upright or on its side.

Lengths are twentieths of a point (dxa), as Word keeps them: A4 is 11906 x 16838.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

PLACES = ("header", "footer")
KINDS = ("default", "first", "even")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's measures, in twentieths of a point."""

    width: int = 11906
    height: int = 16838
    top: int = 1440
    right: int = 1440
    bottom: int = 1440
    left: int = 1440
    header: int = 680
    footer: int = 567

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """The height between the margins."""
        return self.height - self.top - self.bottom

    def turned(self) -> Page:
        """Return the page on its side."""
        return replace(self, width=self.height, height=self.width)


def margin_name(place: str, kind: str, *, landscape: bool) -> str:
    """Return the relationship id of a "header" or "footer"; also its part's name.

    Only footers know how wide the page is, and the title page is never turned.
    """
    turned = landscape and place == "footer" and kind != "first"
    return f"{place}_{kind}{'_landscape' if turned else ''}"


def section(page: Page, *, landscape: bool = False, title_page: bool = False) -> str:
    """Return a section's properties; every kind of header and footer carries the marking."""
    kinds = "".join(
        f'<w:{place}Reference w:type="{kind}" '
        f'r:id="{margin_name(place, kind, landscape=landscape)}"/>'
        for place in PLACES
        for kind in KINDS
    )
    size = page.turned() if landscape else page
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr>{kinds}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{size.width}" w:h="{size.height}"{turned}/>'
        f'<w:pgMar w:top="{size.top}" w:right="{size.right}" w:bottom="{size.bottom}" '
        f'w:left="{size.left}" w:header="{size.header}" w:footer="{size.footer}" w:gutter="0"/>'
        f'<w:cols w:space="708"/>{"<w:titlePg/>" if title_page else ""}</w:sectPr>'
    )
