/** A file as a force system would leave it: rows by line, invented throughout. */
export const header =
  'door,told_by,account,town,called_name,family_name,date_of_birth,nationality,language,language_level,phone,danger,agreed'

export const goodLine = (n: number): string =>
  `officer,"PC ${n}, Eastgate","Row ${n}: he said ""help"" twice",Eastgate,Person ${n},Surname${n},27/03/1990,LT,lit,first,07700 9${String(10000 + n).slice(-5)},no,yes`

/** Each way in which a row can be broken, and the reason it is set aside for. */
export const broken: [reason: string, line: (n: number) => string | Buffer][] = [
  ['badQuoting', (n) => goodLine(n).replace('"PC', 'P"C')],
  ['columnCount', (n) => `${goodLine(n)},one more`],
  ['unknownCode', (n) => goodLine(n).replace('officer', 'constable')],
  ['badDate', (n) => goodLine(n).replace('27/03/1990', '31/02/1990')],
  ['missingAccount', (n) => goodLine(n).replace(/"Row .*twice"/, '')],
  ['badLanguage', (n) => goodLine(n).replace(',lit,', ',Lithuanian,')],
  ['badCountry', (n) => goodLine(n).replace(',LT,', ',Lithuania,')],
  ['tooLong', (n) => goodLine(n).replace(`Person ${n}`, 'x'.repeat(201))],
  ['notUtf8', (n) => Buffer.from(goodLine(n).replace('Surname', 'Müller'), 'latin1')],
  ['duplicateLine', () => goodLine(1)],
  ['saidNo', (n) => goodLine(n).replace(/yes$/, 'no')],
]

/** In: how many rows, and which of them (from 2 on, by number) is broken in which way. */
export function forceFile(rows: number, brokenAt: Map<number, (typeof broken)[number]>): Buffer {
  const lines = Array.from({ length: rows }, (_, i) => {
    const n = i + 1
    const line = brokenAt.get(n)?.[1](n) ?? goodLine(n)
    return typeof line === 'string' ? Buffer.from(line) : line
  })
  return Buffer.concat([Buffer.from(header), ...lines].flatMap((line) => [line, Buffer.from('\r\n')]))
}

/** Thirty-seven broken rows of a thousand, every way in turn. */
export function thousandRows(): { file: Buffer; brokenAt: Map<number, (typeof broken)[number]> } {
  const brokenAt = new Map(
    Array.from({ length: 37 }, (_, i) => [20 + i * 26, broken[i % broken.length] as (typeof broken)[number]]),
  )
  return { file: forceFile(1000, brokenAt), brokenAt }
}
