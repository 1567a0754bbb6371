# A pipeline with a party's half and a förbund's. `with SED...` is the same, edited, compiled.
cat >schema.yaml <<'END'
fields: [{name: personnummer, type: string, finsam: {type: identitet, class: identifier}}, {name: kon, type: string}]
END
cat >koder.yaml <<'END'
fields: [{name: kon, type: string}]
finsam: {persons: false}
END
cat >p.yaml <<'END'
pipeline: p
parameters:
  ar: {type: year, required: true}
  nyckel: {type: path, required: true, site: party}
handover: {to: "ut/${ar}/${party}", period: "${ar}", parties: [a, b]}
sources:
  rader: {file: rader.csv, schema: schema.yaml, site: party}
  koder: {file: koder.csv, schema: koder.yaml}
tables:
  personer:
    from: rader
    through:
      - pseudonymise: {key: "${nyckel}", scope: p, args: id.personnummer=pid}
  hos:
    from: personer
    through:
      - aggregate: {by: kon, totals: kon, args: antal=count()}
  alla:
    site: forbund
    from: hos.protected
    through:
      - aggregate: {merge: true, by: kon, totals: kon, args: antal=count()}
      - join: {args: "@koder", on: kon}
protect:
  skydd: {min: 5, zeros: show, alike: show, tables: [hos]}
publish: {to: "site/${ar}", tables: [alla]}
sites: {party: {}, forbund: {}, national: {}}
END
printf 'personnummer,kon\n' >rader.csv
printf 'kon\n1\n' >koder.csv
with() { edit=$1 && shift && sed "$edit" p.yaml >q.yaml && finsam pipeline q.yaml ar=2025 "$@"; }
steps() { grep -E '^(#|pipeline:|publish:)' | sed 's/=[0-9a-f]\{32\}/=DIGEST/g'; }
