import { atelierLumen } from './atelier-lumen.ts'
import type { DemoShop } from './demo-shop.ts'
import { maisonBasile } from './maison-basile.ts'
import { northfold } from './northfold.ts'

export const demoShops: DemoShop[] = [atelierLumen, northfold, maisonBasile]

/** A certifier who works in two of the shops. */
export const certifier = {
  email: 'camille@triclic.test',
  name: 'Camille Ferrand',
  shops: ['northfold', 'maison-basile'],
}
