import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { CatalogShippingMethod, CatalogShippingZone } from '../catalog/catalog.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

export interface ShippingMethod extends Omit<CatalogShippingMethod, 'taxCategory'> {
  enabled: boolean
  /** Raised by each change. */
  version: number
}

export interface ShippingZone extends CatalogShippingZone {
  name: string
  /** Raised by each change of the zone itself. */
  version: number
  /** In the merchant's order. */
  methods: ShippingMethod[]
}

export interface ShippingSettings {
  /** By name; the one for everywhere else comes last. */
  zones: ShippingZone[]
  pickupPoints: ShippingMethod[]
  /** How many variants have no weight, and so count as 0 grams. */
  variantsWithoutWeight: number
}

type Row = Pick<ShippingSettings, 'zones' | 'variantsWithoutWeight'> & { methods: ShippingMethod[] }

type Tx = InTransaction<MerchantContext>

/** The delivery settings of the shop, disabled methods too. */
export const loadShippingSettings = (ctx: MerchantContext): Promise<ShippingSettings> =>
  inTransaction(ctx, selectShippingSettings)

export async function selectShippingSettings(tx: Tx): Promise<ShippingSettings> {
  const [row] = await tx.em.execute<[Row]>(SELECT, [tx.shop.id, tx.shop.id, tx.shop.id])
  const methodsOf = (zoneId: string | null) => row.methods.filter((method) => method.zoneId === zoneId)
  return {
    zones: row.zones.map((zone) => ({ ...zone, methods: methodsOf(zone.id) })),
    pickupPoints: methodsOf(null),
    variantsWithoutWeight: row.variantsWithoutWeight,
  }
}

/**
 * Keeps other members from changing the delivery settings until the transaction ends, because a zone must not overlap another one.
 */
export async function lockShippingSettings(tx: Tx): Promise<ShippingSettings> {
  await tx.em.execute('select from shop where id = ? for no key update', [tx.shop.id])
  return selectShippingSettings(tx)
}

const SELECT = `
  select coalesce((
      select json_agg(json_build_object('id', z.id, 'name', z.name, 'countries', z.countries, 'postalPrefixes', z.postal_prefixes,
        'version', z.version) order by z.countries = '{}', z.name, z.id)
      from shipping_zone z where z.shop_id = ?
    ), '[]') as zones,
    coalesce((
      select json_agg(json_build_object('id', m.id, 'zoneId', m.zone_id, 'name', m.name, 'description', m.description, 'kind', m.kind,
        'price', m.price, 'tiers', m.tiers, 'freeFrom', m.free_from, 'pickupAddress', m.pickup_address, 'openingHours', m.opening_hours,
        'enabled', m.enabled, 'version', m.version) order by m.position, m.id)
      from shipping_method m where m.shop_id = ?
    ), '[]') as methods,
    (select count(*)::integer from variant v where v.shop_id = ? and v.weight_grams is null) as "variantsWithoutWeight"`
