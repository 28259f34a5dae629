"""Checks published open data with the reference tools: `python3 tests/suite/open_data.py public/du-lieu`.

Frictionless reads every file by datapackage.json: lengths, hashes, types, keys between tables. rdflib reads
dcat.jsonld and must find a catalogue whose every distribution is a file that is there.
Needs frictionless and rdflib, which tests/setup installs.
"""

import pathlib
import sys

import frictionless
import rdflib

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
FOAF = rdflib.Namespace("http://xmlns.com/foaf/0.1/")


def check_package(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    for task in report.tasks:
        for error in task.errors:
            print(f"{task.place}: {error.message}")
    for error in report.errors:
        print(error.message)
    return report.valid and len(report.tasks)


def check_catalogue(folder):
    graph = rdflib.Graph().parse(folder / "dcat.jsonld", format="json-ld")
    catalogues = list(graph.subjects(rdflib.RDF.type, DCAT.Catalog))
    datasets = set(graph.objects(catalogues[0], DCAT.dataset))
    page = str(graph.value(catalogues[0], FOAF.homepage))
    files = set()
    for dataset in datasets:
        for distribution in graph.objects(dataset, DCAT.distribution):
            address = str(graph.value(distribution, DCAT.downloadURL))
            path = folder / address.removeprefix(page)
            assert path.is_file(), f"{address} is no file of {folder}"
            assert int(graph.value(distribution, DCAT.byteSize)) == path.stat().st_size, path
            files.add(path)
    others = {"datapackage.json", "dcat.jsonld", "index.html"}
    there = {path for path in folder.rglob("*") if path.suffix in (".csv", ".json") and path.name not in others}
    assert files == there, f"not in the catalogue: {there - files}"
    return len(graph)


def main():
    folder = pathlib.Path(sys.argv[1])
    tables = check_package(folder)
    triples = check_catalogue(folder)
    print(f"{tables} tables are valid, the catalogue has {triples} triples")
    sys.exit(0 if tables else 1)


main()
