import type { DemoProduct, DemoShop } from '../demo/demo-shop.ts'
import { home } from './home.ts'
import { larder } from './larder.ts'
import { outdoor } from './outdoor.ts'
import { box, oval } from './shapes.ts'

const drawings = { ...home, ...outdoor, ...larder }

export type Drawing = keyof typeof drawings

const HANGING = new Set<Drawing>(['pendant', 'wallLamp'])

/** The picture of a product in front of its shop's backdrop, which varies with the product's position. */
export function drawProduct(shop: DemoShop, product: DemoProduct, index: number): string {
  const [wall, circle, floor] = shop.backdrop
  const isStanding = !HANGING.has(product.picture)
  const parts = [
    box(0, 0, 600, 600, 0, wall),
    oval(300 + ((index % 3) - 1) * 70, 290 - (index % 2) * 30, 220, 220, circle, 'opacity=".8"'),
    isStanding ? box(0, 455, 600, 145, 0, floor, 'opacity=".55"') : '',
    isStanding ? oval(300, 472, 190, 20, '#2b211a', 'opacity=".18"') : '',
    drawings[product.picture](...product.colours),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600">${parts.join('')}</svg>\n`
}
