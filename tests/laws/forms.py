"""forms.py FOLDER LANGUAGE: every form of one report, read back by readers that share nothing with what wrote them, and compared
cell by cell with the csv for programs. Prints what differs, and how many cells were compared."""
import csv, io, json, re, sys, tarfile, xml.etree.ElementTree as xml, zipfile
from itertools import product

folder, language = sys.argv[1:3]


def text(name):
    return open(f'{folder}/r.{language}.{name}', encoding='utf-8', newline='').read()


rows = list(csv.DictReader(io.StringIO(text('csv'))))
fixed = ['tabell', 'matt', 'enhet', 'varde', 'status', 'tecken', 'bas', 'anmarkning']
keys = [k for k in rows[0] if k not in fixed]
BOUND = ('at_most', 'under', 'over')
compared = {}


def check(form, where, wanted, got):
    compared[form] = compared.get(form, 0) + 1
    if wanted != got:
        print(f'{form}: {where}: wanted {wanted}, got {got}')


def plain(field):
    """Without blanks, escapes and groups, with an ASCII minus and the decimal sign of the csv for Excel."""
    field = re.sub(r'\s', '', field).replace('\u2212', '-').replace('\\', '').lstrip("'")
    if language == 'en' and re.fullmatch('[<>≤-]*[0-9.,]+', field) and field.strip('.'):
        field = field.replace(',', '').replace('.', ',')
    return field


def number(value):
    return None if value == '' else float(value)


def told(row):
    """The value that may stand by itself: a bound may not."""
    return None if row['status'] in BOUND else number(row['varde'])


# JSON Lines: the same cells in the same order.
lines = [json.loads(line) for line in text('jsonl').splitlines()]
check('jsonl', 'cells', len(rows), len(lines))
for row, line in zip(rows, lines):
    where = (row['tabell'], [row[k] for k in keys], row['matt'])
    sign = f"{row['tecken']} {row['varde']}" if row['status'] in BOUND else row['tecken']
    check('jsonl', where, (told(row), row['status'], sign), (line['varde'], line['status'], line['tecken']))
    check('jsonl', where, {k: row[k] for k in keys if row[k]}, line['nyckel'])

# SDMX-CSV.
seen = list(csv.DictReader(io.StringIO(text('sdmx.csv'))))
check('sdmx', 'cells', len(rows), len(seen))
for row, got in zip(rows, seen):
    where = (row['tabell'], row['matt'])
    value = None if got['OBS_VALUE'] == 'NaN' else float(got['OBS_VALUE'])
    hides = row['status'] in ('hidden',) + BOUND
    check('sdmx', where, (told(row), 'C' if hides else 'F'), (value, got['CONF_STATUS']))
    for k in keys:
        check('sdmx', where, row[k].replace('*', '_T'), (got['TIME_PERIOD'] if row[k] else '') if k == 'tid' else got[k.upper()])

# JSON-stat: the cube of each table has each cell of it, and all others are said to be missing.
cube = {item['extension']['tableid']: item for item in json.loads(text('json'))['link']['item']}
for table in dict.fromkeys(r['tabell'] for r in rows):
    item = cube[table]
    codes = [item['dimension'][k]['category']['index'] for k in item['id']]
    check('json-stat', table, item['size'], [len(c) for c in codes])
    at = {cell: i for i, cell in enumerate(product(*codes))}
    check('json-stat', table, len(at), len(item['value']))
    for row in (r for r in rows if r['tabell'] == table):
        cell = tuple(row['matt'] if k == 'matt' else '.'.join(row[p] for p in k.split('.')) for k in item['id'])
        i = at.pop(cell)
        check('json-stat', (table, cell), (told(row), row['status']), (item['value'][i], item['status'].get(str(i), '')))
    for cell, i in at.items():
        check('json-stat', (table, cell), None, item['value'][i])

# PC-Axis.
marks = {'"-"': '–', '".."': '..', '"."': '.', '"..."': 'x'}
archive = tarfile.open(f'{folder}/r.{language}.px.tar')
for member in archive.getmembers():
    px = archive.extractfile(member).read().decode('utf-8')
    table = re.fullmatch(rf'px/(.*)\.{language}\.px', member.name).group(1)
    head, data = px.split('DATA=\r\n')
    for line in px.split('\r\n'):
        check('px', (table, 'line'), True, len(line) <= 256)
    words = {}
    for keyword, values in re.findall(r'^([A-Z0-9-]+(?:\([^=]*\))?)=((?:"[^"]*"(?:,|\r\n)*|[^";]*)+);', head, re.M):
        words.setdefault(keyword, []).extend(re.sub('"\r\n"', '', values).strip('"').replace('"\r\n"', '').split('","')
                                             if ',\r\n' not in values else [v.strip('"') for v in values.split(',\r\n')])
    variables = [v for k in ('STUB', 'HEADING') for v in words.get(k, [])]
    codes = [words[f'CODES("{v}")'] for v in variables]
    cells = data.replace('\r\n', '').rstrip(';').split(' ')
    check('px', (table, 'cells'), len(list(product(*codes))), len(cells))
    item = cube[table]
    check('px', (table, 'codes'), [['T' if set(c.split('.')) == {'*'} else c for c in item['dimension'][k]['category']['index']]
                                   for k in item['id']], codes)
    for variable, key in zip(variables, item['id']):
        category = item['dimension'][key]['category']
        labels = [category['label'][c].replace('"', '\u201d') for c in category['index']]
        check('px', (table, key), [n if labels.count(n) == 1 else f'{n} ({c})' for n, c in zip(labels, category['index'])],
              words[f'VALUES("{variable}")'])
    for i, (value, cell) in enumerate(zip(item['value'], cells)):
        status = item['status'].get(str(i), '')
        wanted = value if value is not None else {'missing': '..', 'not_applicable': '.'}.get(status, 'x')
        got = marks.get(cell, cell)
        check('px', (table, i), wanted, 0.0 if got == '–' else float(got) if value is not None else got)

# xlsx: a sheet a table, laid out as in the csv for Excel, with columns of statuses between.
MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
book = zipfile.ZipFile(f'{folder}/r.{language}.xlsx')
shared = [''.join(t.text or '' for t in si.iter(MAIN + 't')) for si in xml.fromstring(book.read('xl/sharedStrings.xml'))]
laid_out = [list(csv.reader(io.StringIO(block), delimiter=';')) for block in
            re.split('\r\n\r\n', text('excel.csv').lstrip('\ufeff')) if re.match('"?(Tabell|Diagram|Table|Chart)\\s', block)]
for n, (table, block) in enumerate(zip(dict.fromkeys(r['tabell'] for r in rows), laid_out)):
    grid = []
    for row in xml.fromstring(book.read(f'xl/worksheets/sheet{n + 3}.xml')).iter(MAIN + 'row'):
        if int(row.get('r')) >= 5:
            grid.append([shared[int(c.find(MAIN + 'v').text)] if c.get('t') == 's' else float(c.find(MAIN + 'v').text) for c in row])
    part = book.read(f'xl/tables/table{n + 1}.xml').decode()
    check('xlsx', (table, 'name'), True, f'name="t_{re.sub("[^A-Za-z0-9]", "_", table)}"' in part)
    check('xlsx', (table, 'heads'), len(set(str(h).lower() for h in grid[0])), len(grid[0]))
    figures = [i for i, h in enumerate(grid[0]) if not str(h).endswith('– status')]
    lines_of = [line for line in block if len(line) == len(figures)]
    for row, line in zip(grid[1:], lines_of[-(len(grid) - 1):]):
        check('xlsx', (table, 'row'), len(grid[0]), len(row))
        for i, field in zip(figures, line):
            if isinstance(row[i], float):
                check('xlsx', (table, line[0]), 0.0 if field == '–' else float(field.replace(',', '.').replace('\u2212', '-')), row[i])
            else:
                check('xlsx', (table, line[0]), re.sub(r'\s', '', field).lstrip("'"), plain(row[i]))

# Markdown: the rows of the csv for Excel.
for block, wanted in zip(re.split(r'\n## ', text('md'))[1:], laid_out):
    body = [re.findall(r' ((?:\\\||[^|])*) \|', line) for line in block.split('\n') if line.startswith('|')][2:]
    lines_of = [line for line in wanted if body and len(line) == len(body[0])]
    for row, line in zip(body, lines_of[-len(body):]):
        check('markdown', line[0], [re.sub(r'\s', '', f).replace('\u2212', '-').lstrip("'") for f in line], [plain(f) for f in row])

print(' '.join(f'{form} {n}' for form, n in compared.items()))
