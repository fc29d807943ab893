import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { MerchantPicture } from '../media/merchant-picture.type.ts'
import { pictureUrl } from '../media/picture.ts'
import { MerchantProduct } from './product.type.ts'
import type { StoredProduct } from './stored-product.ts'

@ObjectType({ simpleResolvers: true, description: 'A picture of a product.' })
export class ProductImage extends MerchantPicture {
  @Field(() => String, { description: 'What it shows, for those who do not see it; may be empty.' })
  altText!: string
}

@Resolver(() => MerchantProduct)
export class ProductImagesResolver {
  @FieldResolver(() => [ProductImage], { description: 'In order; the first one is the main picture.' })
  images(@Root() { images }: StoredProduct, @Ctx() { app, shop }: MerchantContext): ProductImage[] {
    return images.map((image) => ({ ...image, url: pictureUrl(app.env.apiUrl, shop.id, image) }))
  }
}
