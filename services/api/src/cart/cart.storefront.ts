import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql'
import { storefrontPayload, toPayload } from '../kernel/payload.ts'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { OperationError } from '../kernel/errors.ts'
import { asksFor } from '../kernel/asks-for.ts'
import { hasAutomaticDiscount } from '../discount/discount-cart.ts'
import { addToCart } from './add-to-cart.ts'
import { applyDiscountCode } from './apply-discount-code.ts'
import { Cart } from './cart.type.ts'
import type { ChangedCart } from './change-cart.ts'
import { clearCart } from './clear-cart.ts'
import { readCartExcerpt } from './read-cart.ts'
import { removeDiscountCode } from './remove-discount-code.ts'
import { setCartLine } from './set-cart-line.ts'
import { showCart } from './show-cart.ts'

const CartPayload = storefrontPayload('CartPayload', { cart: () => Cart })

const variantId = () => Arg('variantId', () => ID)

@Resolver()
export class CartResolver {
  @Query(() => Cart, {
    nullable: true,
    description: 'Null only with SERVICE_UNAVAILABLE; an empty cart is a cart.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  cart(@Ctx() ctx: BuyerContext, @Info() info: GraphQLResolveInfo): Promise<Cart> {
    return readAndShow(ctx, asksFor(info, 'lines'))
  }

  @Mutation(() => CartPayload)
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  addToCart(
    @Ctx() ctx: BuyerContext,
    @Info() info: GraphQLResolveInfo,
    @variantId() variantId: string,
    @Arg('quantity', () => Int, { defaultValue: 1 }) quantity: number,
  ) {
    return answerCart(ctx, info, (withLines) => addToCart(ctx, { variantId, quantity, withLines }))
  }

  @Mutation(() => CartPayload, { description: 'Sets the quantity of a line; 0 removes it.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  setCartLine(
    @Ctx() ctx: BuyerContext,
    @Info() info: GraphQLResolveInfo,
    @variantId() variantId: string,
    @Arg('quantity', () => Int) quantity: number,
  ) {
    return answerCart(ctx, info, (withLines) => setCartLine(ctx, { variantId, quantity, withLines }))
  }

  @Mutation(() => CartPayload)
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  clearCart(@Ctx() ctx: BuyerContext, @Info() info: GraphQLResolveInfo) {
    return answerCart(ctx, info, () => clearCart(ctx))
  }

  @Mutation(() => CartPayload, {
    description: 'Keeps a discount code with the cart, instead of any other. Case does not matter.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  applyDiscountCode(
    @Ctx() ctx: BuyerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('code', () => String) code: string,
  ) {
    return answerCart(ctx, info, () => applyDiscountCode(ctx, { code }))
  }

  @Mutation(() => CartPayload)
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  removeDiscountCode(@Ctx() ctx: BuyerContext, @Info() info: GraphQLResolveInfo) {
    return answerCart(ctx, info, () => removeDiscountCode(ctx))
  }
}

const FIELD: Record<string, string> = {
  OUT_OF_STOCK: 'quantity',
  CART_TOO_LARGE: 'quantity',
  VARIANT_NOT_FOUND: 'variantId',
}

async function readAndShow(ctx: BuyerContext, withLines: boolean): Promise<Cart> {
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const readLines = withLines || hasAutomaticDiscount(catalog, Date.now())
  return showCart(ctx, catalog, await readCartExcerpt(ctx, { prices: catalog.prices, withLines: readLines }))
}

/** Returns the cart together with user errors: the script returned both in one round trip. */
async function answerCart(
  ctx: BuyerContext,
  info: GraphQLResolveInfo,
  change: (withLines: boolean) => Promise<ChangedCart>,
) {
  const withLines = asksFor(info, 'cart', 'lines')
  let cart: Cart | null = null
  const work = async () => {
    const catalog = await ctx.app.catalogs.of(ctx.shop)
    const changed = await change(withLines || hasAutomaticDiscount(catalog, Date.now()))
    cart = showCart(ctx, catalog, changed.cart)
    if (changed.problem) {
      const field = FIELD[changed.problem]
      throw new OperationError({ code: changed.problem, ...(field && { field: [field] }) })
    }
    return { cart }
  }
  return toPayload(ctx, CartPayload, work, async () => ({
    cart: cart ?? (await readAndShow(ctx, withLines)),
  }))
}
