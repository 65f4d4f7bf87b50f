import { expect, test } from 'vitest'
import { fullPerson, openCase, personOf, refer } from '../../../../test/support/casework.ts'
import { officer, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()

/** What stands in the boxes of a page, as a browser would send it back. */
function filledIn(text: string): Record<string, string> {
  const found: [string, string][] = []
  for (const [tag] of text.matchAll(/<input[^>]*>/g)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    const name = of('name')
    if (!name || name.startsWith('_') || (/type="(radio|checkbox)"/.test(tag) && !/ checked/.test(tag)))
      continue
    found.push([name, (of('value') ?? '').replaceAll('&#39;', "'")])
  }
  for (const [, name, options] of text.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    found.push([name as string, /value="([^"]*)" selected/.exec(options as string)?.[1] ?? ''])
  return Object.fromEntries(found)
}

test('shows everything that is known, and loses nothing of it when one thing is corrected', async () => {
  const { personId, case: of } = await openCase(hub, fullPerson)
  const path = `/people/${personId}/details`
  const page = (await hub.as(ruta).page(path)).text
  expect((await hub.as(ruta).page(`/cases/${of.id}`)).text).toContain(`href="${path}"`)
  const known = filledIn(page)
  expect(known).toMatchObject({ calledName: 'Daiva', 'nationalities.0': 'LT', 'nationalities.1': 'RU' })
  const sent = await hub.as(ruta).submit(path, { ...known, calledName: 'Daina' })
  expect([sent.status, sent.headers.location]).toEqual([303, `${path}?saved=yes`])
  const [event] = await hub.owner<{ detail: object }>(
    `select detail from kernel.event where name = 'person.corrected' and person_id = $1`,
    [personId],
  )
  expect(event?.detail).toEqual({ parts: ['calledName'] })
  const saved = (await hub.as(ruta).page(`${path}?saved=yes`)).text
  expect(saved).toContain('What you corrected stands from now on')
  expect(saved).toContain('What was known before')
  expect(saved).toContain(`href="/cases/${of.id}"`)
})

test('keeps a language and a country that stand in no list', async () => {
  const unlisted = { languages: [{ code: 'orm', level: 'first' }], nationalities: ['BH'] }
  const { personId } = await openCase(hub, { ...fullPerson, ...unlisted })
  const path = `/people/${personId}/details`
  const known = filledIn((await hub.as(ruta).page(path)).text)
  expect(known).toMatchObject({ 'languages.0.code': 'orm', 'nationalities.0': 'BH' })
  expect((await hub.as(ruta).submit(path, { ...known, calledName: 'Daina' })).status).toBe(303)
  const { body } = await hub.as(ruta).get<typeof unlisted>(`/api${path}`)
  expect(body).toMatchObject(unlisted)
})

test('takes off a name that is emptied and a language that is none, whatever else was chosen of them', async () => {
  const { personId } = await openCase(hub, fullPerson)
  const path = `/people/${personId}/details`
  const known = filledIn((await hub.as(ruta).page(path)).text)
  expect(known).toMatchObject({ 'names.0.kind': 'stated', 'languages.1.agreed': 'yes' })
  const emptied = { 'names.0.given': '', 'names.0.family': '', 'languages.1.code': '' }
  expect((await hub.as(ruta).submit(path, { ...known, ...emptied })).status).toBe(303)
  const { body } = await hub
    .as(ruta)
    .get<{ names: { kind: string }[]; languages: { code: string }[] }>(`/api${path}`)
  expect(body.names.map(({ kind }) => kind)).toEqual(['used', 'document', 'other'])
  expect(body.languages.map(({ code }) => code)).toEqual(['lit', 'eng'])
})

test('keeps what was typed when it cannot be taken, and shows what stands when somebody was quicker', async () => {
  const { personId } = await openCase(hub, fullPerson)
  const path = `/people/${personId}/details`
  const known = filledIn((await hub.as(ruta).page(path)).text)
  const wrong = await hub
    .as(ruta)
    .submit(path, { ...known, calledName: 'Typed', 'bornOn-day': '31', 'bornOn-month': '2' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('Date of birth must be a real date')
  expect(wrong.text).toContain('value="Typed"')
  await hub.as(ruta).submit(path, { ...known, calledName: 'Quicker' })
  const late = await hub.as(ruta).submit(path, { ...known, calledName: 'Slower' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('What stands now')
  expect(late.text).toContain('Quicker')
  expect(late.text).toContain('value="Slower"')
  // Sent once more, now that both were read, it stands.
  const again = await hub.as(ruta).submit(path, filledIn(late.text))
  expect(again.status).toBe(303)
})

test('puts no heading over a correction before which nothing was known', async () => {
  const { personId } = await openCase(hub, { calledName: 'Daiva' })
  const path = `/people/${personId}/details`
  const saved = async (version: string, more: object) => {
    const sent = await hub.as(ruta).submit(path, { version, calledName: 'Daiva', ...more })
    expect(sent.status).toBe(303)
    return (await hub.as(ruta).page(path)).text
  }
  expect(await saved('1', { 'nationalities.0': 'LT' })).not.toContain('What was known before')
  hub.clock.set(new Date(hub.clock.now.getTime() + 60_000).toISOString())
  const after = await saved('2', { 'nationalities.0': 'RU' })
  expect(after.match(/when Rūta Vaitkutė corrected it/g)).toHaveLength(1)
})

test('leads to the council for a child, before there is a case as well', async () => {
  const waiting = await refer(hub)
  const personId = await personOf(hub, waiting.id)
  expect((await hub.as(ruta).page(`/referrals/${waiting.id}`)).text).toContain(`/people/${personId}/details`)
  const path = `/people/${personId}/details`
  const sent = await hub.as(ruta).submit(path, { version: '1', ageStatus: 'child' })
  expect([sent.status, sent.headers.location]).toEqual([303, `/people/${personId}/council`])
  const council = await hub.as(ruta).page(`/people/${personId}/council`)
  expect(council.text).toContain('Ring the council’s children’s services now')
  expect(council.text).toContain(`href="/referrals/${waiting.id}"`)
  const refused = await hub.as(ruta).submit(`/people/${personId}/council`, { told: 'yes', whom: 'The desk' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('value="The desk"')
  const told = {
    told: 'yes',
    whom: 'The desk',
    'day-day': '23',
    'day-month': '11',
    'day-year': '2026',
    time: '9:00',
  }
  expect((await hub.as(ruta).submit(`/people/${personId}/council`, told)).status).toBe(303)
  expect((await hub.as(officer).page(path)).status).toBe(404)
})
