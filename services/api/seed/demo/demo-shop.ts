import type { Kind } from '../draw/kinds.ts'
import type { DemoBank } from '../demo-banks.ts'

export interface DemoProduct {
  slug: string
  name: string
  text: string
  collection: string
  /** Name, price in minor units with tax, stock. */
  variants: [name: string, price: number, stock: number][]
  /** Basis points; the shop's usual rate if absent. */
  tax?: number
  picture: Kind
  /** Colours of the picture's thing: main and second. */
  colours: [string, string]
}

export interface DemoShop {
  slug: string
  name: string
  currency: string
  locale: 'fr' | 'en'
  country: string
  timeZone: string
  fragmentTo: string
  tax: number
  /** Of the pictures: back, circle, ground. */
  backdrop: [string, string, string]
  /** The first is the one that buyers are offered first. */
  banks: DemoBank[]
  owner: { email: string; name: string }
  collections: { slug: string; name: string }[]
  shipping: { name: string; text: string; price: number; countries: string[] }[]
  products: DemoProduct[]
}
