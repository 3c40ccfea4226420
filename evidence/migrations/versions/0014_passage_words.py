"""The words of every passage, for searching: an index that SQLite keeps by itself.

It holds words and where they stand, and no text of its own. Where SQLite was built without
full-text search, or the store is another database, there is none, and a search reads through.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import OperationalError

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_FILL = """
insert into passage_words (rowid, text)
select cast(substr(source_id, 2) as integer) * 1000000 + ordinal, text from segments
"""
_GROW = """
create trigger passage_words_grow after insert on segments begin
insert into passage_words (rowid, text)
values (cast(substr(new.source_id, 2) as integer) * 1000000 + new.ordinal, new.text);
end
"""


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    try:
        with connection.begin_nested():
            connection.execute(
                sa.text("create virtual table passage_words using fts5(text, content='')")
            )
    except OperationalError:
        return
    connection.execute(sa.text(_FILL))
    connection.execute(sa.text(_GROW))
