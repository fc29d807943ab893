import { merchant } from '../graphql/documents.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import type { Run } from '../../infra/local/product/run-file.ts'

const CREATE_PRODUCT = merchant(
  'mutation ($input: ProductInput!) { createProduct(input: $input) { product { id } userErrors { code field } } }',
)
const CREATE_COLLECTION = merchant(
  'mutation ($input: CollectionInput!) { createCollection(input: $input) { collection { id } userErrors { code } } }',
)

/** Creates in a demo shop the board “Planche Jura”, which differs in size and wood, in the collection “Table” › “Pain” › “Planches”. */
export async function createNestedCollections(run: Run, slug: string): Promise<void> {
  const member = await signIn(run.api, slug, findMember(run, slug))
  const variant = (size: string, wood: string, price: number, onHand: number) => ({
    optionValues: [size, wood],
    price,
    onHand,
  })
  const { createProduct } = await member.request(CREATE_PRODUCT, {
    input: {
      name: 'Planche Jura',
      slug: 'planche-jura',
      status: 'PUBLISHED',
      optionNames: ['Taille', 'Bois'],
      variants: [
        variant('S', 'Chêne', 2400, 0),
        variant('S', 'Noyer', 3100, 4),
        variant('L', 'Chêne', 4200, 9),
      ],
    },
  })
  if (!createProduct.product) throw new Error(JSON.stringify(createProduct.userErrors))
  const create = async (name: string, parentId: string | null, productIds: string[] = []) => {
    const descriptionHtml = `<p>Tout pour la table : <em>${name}</em>.</p>`
    const input = { name, slug: name.toLowerCase(), parentId, productIds, descriptionHtml }
    const { createCollection } = await member.request(CREATE_COLLECTION, { input })
    if (!createCollection.collection) throw new Error(JSON.stringify(createCollection.userErrors))
    return createCollection.collection.id
  }
  const pain = await create('Pain', await create('Table', null))
  await create('Planches', pain, [createProduct.product.id])
}
