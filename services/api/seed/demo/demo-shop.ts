import type { Drawing } from '../draw/draw-product.ts'
import type { BusinessIdentity } from '../../src/shop/business/business-identity.ts'
import type { DemoBank } from '../demo-banks.ts'

export interface DemoProduct {
  slug: string
  name: string
  text: string
  collection: string
  /** What the variants differ in; their names are its values. */
  option?: string
  /** What the manufacturer recommends for every variant, in minor units. */
  recommendedPrice?: number
  /** Price in minor units, tax included. */
  variants: [name: string, price: number, stock: number][]
  /** Tax category; the shop's default one if absent. */
  tax?: 'STANDARD' | 'FOOD'
  picture: Drawing
  /** Main and secondary colour of the picture. */
  colours: [string, string]
}

export interface DemoShippingZone {
  name: string
  /** Empty for everywhere that no other zone names. */
  countries: string[]
  postalPrefixes?: string[]
  methods: DemoShippingMethod[]
}

/** Prices in minor units, tax included. */
export interface DemoShippingMethod {
  name: string
  text: string
  /** One price, or prices by weight: up to so many grams each. */
  price: number | [upToGrams: number | null, price: number][]
  freeFrom?: number
}

/** A code, or without one an automatic discount. Amounts in minor units. */
export interface DemoDiscount {
  name: string
  code?: string
  /** 1000 is 10 %; absent for free delivery. */
  basisPoints?: number
  minimumAmount?: number
  maxUses?: number
  maxUsesPerEmail?: number
}

export interface DemoShop {
  slug: string
  name: string
  currency: string
  locale: 'fr' | 'en'
  country: string
  timeZone: string
  /** Receives the last six digits of cards. */
  fragmentTo: string
  /** Where buyers write to. */
  contactEmail: string
  /** Of one unit of a product, in grams, as the demo knows no better. */
  weightGrams: number
  /** Default tax category. */
  tax: 'STANDARD' | 'FOOD'
  /** Background colours of the pictures: wall, circle, floor. */
  backdrop: [string, string, string]
  /** In the order in which buyers see them. */
  banks: DemoBank[]
  owner: { email: string; name: string }
  /** Who sells: invented, with numbers that have the right check digits. */
  business: BusinessIdentity
  collections: { slug: string; name: string }[]
  shipping: DemoShippingZone[]
  discounts?: DemoDiscount[]
  /** Where buyers may collect their orders. */
  pickup?: { name: string; text: string; address: string; hours: string }
  products: DemoProduct[]
}
