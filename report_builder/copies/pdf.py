"""A draft as a tagged PDF (PDF/UA), by LibreOffice where it is installed."""

from __future__ import annotations

from report_builder.office_program import laid_out

_OPTIONS = {
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
}


def as_pdf(data: bytes) -> bytes:
    """Return a Word report as a tagged PDF.

    Raises:
        OutputBlocked: LibreOffice is not installed, or could not do it.
    """
    return laid_out(data, _OPTIONS)
