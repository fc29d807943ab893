import { Field, Int, ObjectType } from 'type-graphql'
import { PageInfo } from '../kernel/page-info.type.ts'
import { Product } from './product.type.ts'

@ObjectType({ simpleResolvers: true })
export class ProductEdge {
  @Field(() => String)
  cursor!: string

  @Field(() => Product)
  node!: Product
}

@ObjectType({ simpleResolvers: true })
export class ProductConnection {
  @Field(() => [ProductEdge])
  edges!: ProductEdge[]

  @Field(() => [Product])
  nodes!: Product[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int)
  totalCount!: number
}
