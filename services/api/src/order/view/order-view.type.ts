import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType('OrderView', { description: 'A filter of the order list that is kept under a name.' })
export class OrderViewType {
  @Field(() => ID, { description: 'For `changeOrderView` and `deleteOrderView`.' })
  id!: string

  @Field(() => String, { description: 'At most 60 characters; several views may have the same.' })
  name!: string

  @Field(() => String, { description: 'The query of the order list in the portal, without `?`.' })
  filter!: string

  @Field(() => Boolean, {
    description: 'Whether all members of the shop see it; otherwise only who created it.',
  })
  isShared!: boolean
}

@InputType('OrderViewInput', { description: 'A filter of the order list, and its name.' })
export class OrderViewInputType {
  @Field(() => String, { description: 'At most 60 characters.' })
  name!: string

  @Field(() => String, { description: 'As OrderView.filter; at most 1,000 characters.' })
  filter!: string

  @Field(() => Boolean, { description: 'True needs the permission ORDER_VIEW_SHARE.' })
  isShared!: boolean
}

@InputType({ description: 'What is absent stays as it is.' })
export class ChangeOrderViewInput {
  @Field(() => String, { nullable: true, description: 'As in OrderViewInput.' })
  name?: string | null

  @Field(() => String, { nullable: true, description: 'As in OrderViewInput.' })
  filter?: string | null

  @Field(() => Boolean, { nullable: true, description: 'As in OrderViewInput.' })
  isShared?: boolean | null
}
