#!/bin/sh
# Makes default/static/fonts/ from the npm packages @fontsource/be-vietnam-pro and @fontsource/noto-serif.
#
# Each face becomes three files: `latin` (ASCII and the Latin-1 letters that Vietnamese uses), `vietnamese`
# (the rest of the alphabet) and `rest` (Latin-1 letters of other languages, fetched only when a page has one).
# Hinting instructions are left out: they are half of the weight and today's screens do not need them.
#
# Needs npm and fontTools with brotli (Debian: npm, python3-fonttools, python3-brotli).
set -eu

here=$(cd "$(dirname "$0")/default/static/fonts" && pwd)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cd "$work"

latin='U+0020-007E,U+00A0,U+00A7,U+00AB,U+00B0,U+00B2-00B3,U+00B7,U+00BB,U+00BD,U+00C0-00C3,U+00C8-00CA,U+00CC-00CD,U+00D2-00D5,U+00D7,U+00D9-00DA,U+00DD,U+00E0-00E3,U+00E8-00EA,U+00EC-00ED,U+00F2-00F5,U+00F9-00FA,U+00FD,U+2013-2014,U+2018-201D,U+2022,U+2026,U+2032-2033'
rest='U+00A1-00A6,U+00A8-00AA,U+00AC,U+00AE-00AF,U+00B1,U+00B4-00B6,U+00B8-00BA,U+00BC,U+00BE-00BF,U+00C4-00C7,U+00CB,U+00CE-00D1,U+00D6,U+00D8,U+00DB-00DC,U+00DE-00DF,U+00E4-00E7,U+00EB,U+00EE-00F1,U+00F6-00F8,U+00FB-00FC,U+00FE-00FF,U+0131,U+0152-0153,U+20AC,U+2122'

# subset PACKAGE-FILE UNICODES OUTPUT
subset() {
    python3 -m fontTools.subset "$1" --unicodes="$2" --output-file="$here/$3" --flavor=woff2 \
        --no-hinting --layout-features=kern,mark,mkmk,ccmp --name-IDs=0,1,2,13,14
}

# face FAMILY WEIGHT STYLE
face() {
    from="$1/files/$1"
    subset "$from-latin-$2-$3.woff2" "$latin" "$1-$2-$3-latin.woff2"
    subset "$from-latin-$2-$3.woff2" "$rest" "$1-$2-$3-rest.woff2"
    subset "$from-vietnamese-$2-$3.woff2" '*' "$1-$2-$3-vietnamese.woff2"
}

for family in be-vietnam-pro noto-serif; do
    npm pack --silent "@fontsource/$family@5.3.0" > /dev/null
    mkdir "$family"
    tar -xzf "fontsource-$family-5.3.0.tgz" -C "$family" --strip-components=1
    cp "$family/LICENSE" "$here/$family-LICENSE.txt"
done

face be-vietnam-pro 400 normal
face be-vietnam-pro 600 normal
face noto-serif 400 normal
face noto-serif 400 italic
face noto-serif 700 normal
