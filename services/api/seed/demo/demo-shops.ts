import { atelierLumen } from './atelier-lumen.ts'
import type { DemoShop } from './demo-shop.ts'
import { maisonBasile } from './maison-basile.ts'
import { northfold } from './northfold.ts'

export const demoShops: DemoShop[] = [atelierLumen, northfold, maisonBasile]

/** Works in two of them, and neither owner can see the other. */
export const certifier = {
  email: 'camille@triclic.test',
  name: 'Camille Ferrand',
  shops: ['northfold', 'maison-basile'],
}
