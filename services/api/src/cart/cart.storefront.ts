import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql'
import { storefrontPayload, toPayload } from '../kernel/payload.ts'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { OperationError } from '../kernel/errors.ts'
import { asksFor } from '../kernel/asks-for.ts'
import { hasAutomaticDiscount } from '../discount/discount-cart.ts'
import { acknowledgeCartNotices } from './acknowledge-cart-notices.ts'
import { addToCart } from './add-to-cart.ts'
import { applyDiscountCode } from './apply-discount-code.ts'
import { Cart } from './cart.type.ts'
import { CartLinkType } from './cart-link.type.ts'
import type { ChangedCart } from './change-cart.ts'
import { clearCart } from './clear-cart.ts'
import { createCartLink } from './create-cart-link.ts'
import { openCart, OpenCartMode } from './open-cart.ts'
import { readCartExcerpt } from './read-cart.ts'
import { removeDiscountCode } from './remove-discount-code.ts'
import { setCartLine } from './set-cart-line.ts'
import { showCart } from './show-cart.ts'

const CartPayload = storefrontPayload(
  'CartPayload',
  { cart: { type: () => Cart, description: 'As it is after the request, also with `userErrors`.' } },
  'The answer of each mutation of the cart.',
)

const CreateCartLinkPayload = storefrontPayload('CreateCartLinkPayload', {
  link: { type: () => CartLinkType, description: 'Null with `userErrors`.' },
})

const variantId = () => Arg('variantId', () => ID, { description: '`Variant.id`.' })

@Resolver()
export class CartResolver {
  @Query(() => Cart, {
    nullable: true,
    description: 'Null only with SERVICE_UNAVAILABLE; an empty cart is a cart.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  cart(@Ctx() ctx: BuyerContext, @Info() info: GraphQLResolveInfo): Promise<Cart> {
    return readAndShow(ctx, asksFor(info, 'lines') || asksFor(info, 'notices'))
  }

  @Mutation(() => CartPayload, {
    description:
      'Adds to the quantity of the line, which is created if there is none. INVALID_QUANTITY, VARIANT_NOT_FOUND, OUT_OF_STOCK, CART_TOO_LARGE.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  addToCart(
    @Ctx() ctx: BuyerContext,
    @Info() info: GraphQLResolveInfo,
    @variantId() variantId: string,
    @Arg('quantity', () => Int, { defaultValue: 1, description: '1 to 9999.' }) quantity: number,
  ) {
    return answerCart(ctx, info, (withLines) => addToCart(ctx, { variantId, quantity, withLines }))
  }

  @Mutation(() => CartPayload, {
    description: 'Sets the quantity of a line; 0 removes it, also when its variant is no longer sold.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  setCartLine(
    @Ctx() ctx: BuyerContext,
    @Info() info: GraphQLResolveInfo,
    @variantId() variantId: string,
    @Arg('quantity', () => Int, { description: '0 to 9999.' }) quantity: number,
  ) {
    return answerCart(ctx, info, (withLines) => setCartLine(ctx, { variantId, quantity, withLines }))
  }

  @Mutation(() => CartPayload, { description: 'Removes all lines and the discount code.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  clearCart(@Ctx() ctx: BuyerContext, @Info() info: GraphQLResolveInfo) {
    return answerCart(ctx, info, () => clearCart(ctx))
  }

  @Mutation(() => CartPayload, {
    description:
      'The buyer has read these notices of the cart or its lines: they are not shown again. Call it when the buyer closes them or changes page, not while rendering. Ids of notices that are gone are ignored, and notices about stock stay until the line changes.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  acknowledgeCartNotices(
    @Ctx() ctx: BuyerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('noticeIds', () => [ID], { description: '`CartNotice.id` of each.' }) noticeIds: string[],
  ) {
    return answerCart(ctx, info, (withLines) => acknowledgeCartNotices(ctx, { noticeIds, withLines }))
  }

  @Mutation(() => CartPayload, {
    description: 'Keeps a discount code with the cart, instead of any other. Case does not matter.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  applyDiscountCode(
    @Ctx() ctx: BuyerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('code', () => String, { description: 'As typed: spaces around it are ignored.' }) code: string,
  ) {
    return answerCart(ctx, info, () => applyDiscountCode(ctx, { code }))
  }

  @Mutation(() => CartPayload, { description: 'Removes the discount code, if there is one.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  removeDiscountCode(@Ctx() ctx: BuyerContext, @Info() info: GraphQLResolveInfo) {
    return answerCart(ctx, info, () => removeDiscountCode(ctx))
  }

  @Mutation(() => CreateCartLinkPayload, {
    description:
      'A link with which the buyer opens the cart on another device: `openCart` takes its token. CART_EMPTY for a cart without lines.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  createCartLink(@Ctx() ctx: BuyerContext) {
    return toPayload(ctx, CreateCartLinkPayload, async () => ({ link: await createCartLink(ctx) }))
  }

  @Mutation(() => CartPayload, {
    description:
      'Copies the lines of the cart that a link leads to, as they are now, into the cart of this visitor. The other cart stays as it is, and its discount code is not copied. Call it when the buyer confirms, not on a mere visit of the link. CART_LINK_NOT_VALID, CART_EMPTY, CART_TOO_LARGE.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  openCart(
    @Ctx() ctx: BuyerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('token', () => String, { description: '`CartLink.token`.' }) token: string,
    @Arg('mode', () => OpenCartMode, {
      defaultValue: OpenCartMode.MERGE,
      description: 'What becomes of the lines that are there.',
    })
    mode: OpenCartMode,
  ) {
    return answerCart(ctx, info, (withLines) => openCart(ctx, { token, mode, withLines }))
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
  const withLines = asksFor(info, 'cart', 'lines') || asksFor(info, 'cart', 'notices')
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
