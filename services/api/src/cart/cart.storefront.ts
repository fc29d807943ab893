import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import { storefrontPayload, toPayload } from '../kernel/payload.ts'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { OperationError } from '../kernel/errors.ts'
import { addToCart } from './add-to-cart.ts'
import { Cart } from './cart.type.ts'
import type { ChangedCart } from './change-cart.ts'
import { clearCart } from './clear-cart.ts'
import { readCart } from './read-cart.ts'
import { setCartLine } from './set-cart-line.ts'
import { buildCart } from './build-cart.ts'

const CartPayload = storefrontPayload('CartPayload', { cart: () => Cart })

const variantId = () => Arg('variantId', () => ID)

@Resolver()
export class CartResolver {
  @Query(() => Cart, {
    nullable: true,
    description: 'Null only with SERVICE_UNAVAILABLE; an empty cart is a cart.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async cart(@Ctx() ctx: BuyerContext): Promise<Cart> {
    const [catalog, kept] = await Promise.all([ctx.app.catalogs.of(ctx.shop), readCart(ctx)])
    return buildCart(ctx, catalog, kept)
  }

  @Mutation(() => CartPayload)
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  addToCart(
    @Ctx() ctx: BuyerContext,
    @variantId() variantId: string,
    @Arg('quantity', () => Int, { defaultValue: 1 }) quantity: number,
  ) {
    return answerCart(ctx, () => addToCart(ctx, { variantId, quantity }))
  }

  @Mutation(() => CartPayload, { description: 'Sets the quantity of a line; 0 removes it.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  setCartLine(
    @Ctx() ctx: BuyerContext,
    @variantId() variantId: string,
    @Arg('quantity', () => Int) quantity: number,
  ) {
    return answerCart(ctx, () => setCartLine(ctx, { variantId, quantity }))
  }

  @Mutation(() => CartPayload)
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  clearCart(@Ctx() ctx: BuyerContext) {
    return answerCart(ctx, () => clearCart(ctx))
  }
}

const FIELD: Record<string, string> = {
  OUT_OF_STOCK: 'quantity',
  CART_TOO_LARGE: 'quantity',
  VARIANT_NOT_FOUND: 'variantId',
}

/** Returns the cart together with user errors: the script returned both in one round trip. */
async function answerCart(ctx: BuyerContext, change: () => Promise<ChangedCart>) {
  let cart: Cart | null = null
  const work = async () => {
    const changed = await change()
    cart = buildCart(ctx, await ctx.app.catalogs.of(ctx.shop), changed.cart)
    if (changed.problem) {
      const field = FIELD[changed.problem]
      throw new OperationError({ code: changed.problem, ...(field && { field: [field] }) })
    }
    return { cart }
  }
  return toPayload(ctx, CartPayload, work, async () => ({
    cart: cart ?? buildCart(ctx, await ctx.app.catalogs.of(ctx.shop), await readCart(ctx)),
  }))
}
