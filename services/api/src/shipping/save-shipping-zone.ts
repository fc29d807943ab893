import { v7 } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { parseCountry } from '../kernel/countries.ts'
import { describeChanges } from '../kernel/describe-changes.ts'
import { OperationError, reject, RequestError, type UserError } from '../kernel/errors.ts'
import { compactPostalCode, partOf } from '../kernel/own-country.ts'
import { parseText } from '../kernel/read-text.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { lockShippingSettings, type ShippingSettings, type ShippingZone } from './load-shipping-settings.ts'

const MAX_ZONES = 100
const MAX_PREFIXES = 500

export interface ShippingZoneInput {
  /** Of the zone to change; absent for a new one. */
  id?: string | null | undefined
  /** Of the zone that the change is based on; absent to overwrite whatever is stored. */
  version?: number | null | undefined
  name: string
  countries: string[]
  postalPrefixes?: string[] | null | undefined
}

type ZoneFields = Pick<ShippingZone, 'name' | 'countries' | 'postalPrefixes'>

/**
 * Creates a shipping zone or changes its name and what it covers.
 * @throws OperationError with every REQUIRED, COUNTRY_UNKNOWN, POSTAL_CODES_NEED_ONE_COUNTRY, POSTAL_CODE_INVALID and ZONE_OVERLAPS; NOT_FOUND;
 * SETTINGS_CHANGED_MEANWHILE
 */
export function saveShippingZone(
  ctx: MerchantContext,
  input: ShippingZoneInput,
): Promise<{ zone: ShippingZone }> {
  const problems: UserError[] = []
  const fields = checkZone(input, problems)
  return inTransaction(ctx, async (tx) => {
    const settings = await lockShippingSettings(tx)
    const before = settings.zones.find(({ id }) => id === input.id) ?? null
    if (input.id && !before) return reject('NOT_FOUND', 'id')
    problems.push(...findOverlaps(settings, fields, before?.id))
    if (problems.length > 0) throw new OperationError(...problems)
    if (!before && settings.zones.length >= MAX_ZONES)
      throw new RequestError('BAD_USER_INPUT', `A shop has at most ${MAX_ZONES} shipping zones.`)
    const changes = describeChanges<Partial<ZoneFields>>(before ?? {}, fields, [
      'name',
      'countries',
      'postalPrefixes',
    ])
    if (before && changes === '') return { zone: before }
    if (before && input.version && input.version !== before.version)
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    const zone = {
      ...fields,
      id: before?.id ?? v7(),
      version: (before?.version ?? 0) + 1,
      methods: before?.methods ?? [],
    }
    await tx.em.execute(
      `insert into shipping_zone (shop_id, id, name, countries, postal_prefixes, version) values (?, ?, ?, ?, ?, ?)
       on conflict (shop_id, id) do update set name = excluded.name, countries = excluded.countries,
         postal_prefixes = excluded.postal_prefixes, version = excluded.version`,
      [tx.shop.id, zone.id, zone.name, toArray(zone.countries), toArray(zone.postalPrefixes), zone.version],
    )
    writeAudit(tx, { action: 'saveShippingZone', subject: `${before?.name ?? zone.name}: ${changes}` })
    await tx.em.flush()
    return { zone }
  })
}

function checkZone(input: ShippingZoneInput, problems: UserError[]): ZoneFields {
  const name = parseText(input.name, 'name', 100)
  if (!name) problems.push({ code: 'REQUIRED', field: ['name'] })
  const countries = new Set<string>()
  for (const [index, code] of input.countries.entries()) {
    const country = parseCountry(code)
    if (country) countries.add(country)
    else problems.push({ code: 'COUNTRY_UNKNOWN', field: ['countries', String(index)] })
  }
  const prefixes = new Set(
    (input.postalPrefixes ?? []).map((text) => compactPostalCode(text, input.countries[0]?.toUpperCase())),
  )
  if (prefixes.size > MAX_PREFIXES)
    throw new RequestError('BAD_USER_INPUT', `A zone has at most ${MAX_PREFIXES} postcodes.`)
  if (![...prefixes].every((prefix) => /^[A-Z0-9]{1,10}$/.test(prefix)))
    problems.push({ code: 'POSTAL_CODE_INVALID', field: ['postalPrefixes'] })
  if (prefixes.size > 0 && input.countries.length !== 1)
    problems.push({ code: 'POSTAL_CODES_NEED_ONE_COUNTRY', field: ['postalPrefixes'] })
  return { name: name ?? '', countries: [...countries].sort(), postalPrefixes: [...prefixes].sort() }
}

/** An address that fits two zones equally well would belong to either. */
function findOverlaps(settings: ShippingSettings, zone: ZoneFields, id: string | undefined): UserError[] {
  const field = zone.postalPrefixes.length > 0 ? 'postalPrefixes' : 'countries'
  return settings.zones
    .filter((other) => other.id !== id)
    .flatMap((other) => {
      const common = overlapOf(zone, other)
      if (common === null) return []
      const what = common.join(', ')
      const message = {
        en: `The zone “${other.name}” already covers ${what || 'everywhere else'}.`,
        fr: `La zone «\u00a0${other.name}\u00a0» couvre déjà ${what || 'le reste du monde'}.`,
      }
      return [{ code: 'ZONE_OVERLAPS' as const, field: [field], message }]
    })
}

/** The countries or postcodes that both zones name; empty if both are for everywhere else; null if they do not overlap. */
function overlapOf(a: ZoneFields, b: ZoneFields): string[] | null {
  if (a.countries.length === 0 || b.countries.length === 0)
    return a.countries.length === b.countries.length ? [] : null
  const countries = a.countries.filter((country) => b.countries.includes(country))
  if (a.postalPrefixes.length === 0 && b.postalPrefixes.length === 0)
    return countries.length > 0 ? countries : null
  const prefixes = a.postalPrefixes.filter((prefix) => b.postalPrefixes.includes(prefix))
  const isSameCountry = postcodeCountryOf(a) === postcodeCountryOf(b)
  return isSameCountry && prefixes.length > 0 ? prefixes : null
}

/** The country that gives the only country of a zone its postcodes: RE with 974 is the same place as FR with 974. */
const postcodeCountryOf = ({ countries: [country = ''] }: ZoneFields): string =>
  partOf(country)?.country ?? country
