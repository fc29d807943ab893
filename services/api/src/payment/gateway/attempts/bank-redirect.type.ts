import { Field, ObjectType, registerEnumType } from 'type-graphql'

enum FormMethod {
  GET = 'GET',
  POST = 'POST',
}
registerEnumType(FormMethod, {
  name: 'FormMethod',
  description: 'How a form is sent.',
  valuesConfig: {
    GET: { description: 'The fields are added to the address.' },
    POST: { description: 'The fields are the body, as application/x-www-form-urlencoded.' },
  },
})

@ObjectType({ description: 'A hidden field of a form.' })
class FormField {
  @Field(() => String, { description: 'Of the field.' })
  name!: string

  @Field(() => String, { description: 'To be sent unchanged.' })
  value!: string
}

@ObjectType({ description: 'A form for the buyer’s browser to submit.' })
export class BankRedirect {
  @Field(() => FormMethod, { description: 'How the form is sent.' })
  method!: 'GET' | 'POST'

  @Field(() => String, { description: 'Where the form is sent: the page of the bank.' })
  url!: string

  @Field(() => [FormField], {
    description: 'What the form contains, to be sent unchanged and in this order.',
  })
  fields!: FormField[]
}
