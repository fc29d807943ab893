export const load = async ({ locals: { client, language } }) => {
  // The countries are many, and only the checkout shows them.
  const [{ countries: _countries, ...shop }, collections, pages, cart] = await Promise.all([
    client.shop(),
    client.collections({ topLevelOnly: true }),
    client.pages(),
    client.cart(),
  ])
  return { shop, collections, pages, inCart: cart?.totalQuantity ?? 0, language }
}
