"""Runs a query written for Athena over objects of an archive, with an engine in this process.

The query is parsed as Athena's dialect (which refuses what is no such query) and translated to DuckDB's. The table is made
as the template says: the location with its partitions, and a line a row.

usage: run-analytics.py <folder of the bucket> <location template below it> <query file> [parameter ...]
Prints a JSON document: {"columns": [...], "rows": [[text or null, ...], ...]}.
"""

import gzip
import json
import pathlib
import re
import sys

import duckdb
import sqlglot
import sqlglot.errors


def main(bucket, location, query, *parameters):
    pattern = re.compile(
        re.escape(location).replace(r"\$\{dt\}", r"(?P<dt>\d{4}-\d{2}-\d{2})").replace(r"\$\{hour\}", r"(?P<hour>\d{2})")
        + r"[^/]+"
    )
    engine = duckdb.connect(":memory:")
    engine.execute("SET TimeZone = 'UTC'")
    engine.execute("CREATE TABLE archive (line VARCHAR, dt VARCHAR, hour VARCHAR)")
    for file in sorted(pathlib.Path(bucket).rglob("*")):
        if not file.is_file():
            continue
        place = pattern.fullmatch(file.relative_to(bucket).as_posix())
        if place is None:
            sys.exit(f"{file} is in no partition of {location}: a query would not see it")
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
            rows = [(line.rstrip("\n"), place["dt"], place["hour"]) for line in lines]
        engine.executemany("INSERT INTO archive VALUES (?, ?, ?)", rows)
    text = pathlib.Path(query).read_text(encoding="utf-8")
    statements = sqlglot.transpile(text, read="athena", write="duckdb", unsupported_level=sqlglot.ErrorLevel.RAISE)
    if len(statements) != 1:
        sys.exit(f"{query} has {len(statements)} statements; a saved query has one")
    result = engine.execute(statements[0], list(parameters))
    columns = [column[0] for column in result.description]
    rows = [[None if value is None else str(value) for value in row] for row in result.fetchall()]
    json.dump({"columns": columns, "rows": rows}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
