import { Field, ObjectType, registerEnumType } from 'type-graphql'

enum FormMethod {
  GET = 'GET',
  POST = 'POST',
}
registerEnumType(FormMethod, { name: 'FormMethod' })

@ObjectType()
class FormField {
  @Field(() => String)
  name!: string

  @Field(() => String)
  value!: string
}

@ObjectType({ description: 'A form for the buyer’s browser to submit.' })
export class BankRedirect {
  @Field(() => FormMethod)
  method!: 'GET' | 'POST'

  @Field(() => String)
  url!: string

  @Field(() => [FormField])
  fields!: FormField[]
}
