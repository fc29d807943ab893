import type { DemoProduct, DemoShop } from '../demo/demo-shop.ts'
import { drawKind, type Kind } from './kinds.ts'
import { box, oval } from './shapes.ts'

const HANGING = new Set<Kind>(['pendant', 'wallLamp'])

/** A product's picture: its thing before its shop's backdrop, which varies with its place in the shop. */
export function drawProduct(shop: DemoShop, product: DemoProduct, index: number): string {
  const [back, circle, ground] = shop.backdrop
  const stands = !HANGING.has(product.picture)
  const parts = [
    box(0, 0, 600, 600, 0, back),
    oval(300 + ((index % 3) - 1) * 70, 290 - (index % 2) * 30, 220, 220, circle, 'opacity=".8"'),
    stands ? box(0, 455, 600, 145, 0, ground, 'opacity=".55"') : '',
    stands ? oval(300, 472, 190, 20, '#2b211a', 'opacity=".18"') : '',
    drawKind(product.picture, product.colours),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600">${parts.join('')}</svg>\n`
}
