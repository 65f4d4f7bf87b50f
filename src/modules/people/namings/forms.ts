import { z } from 'zod'
import { chosenId } from '../../../kernel/fields.ts'

export const Naming = z.object({ member: chosenId('Choose a colleague from the list') })
