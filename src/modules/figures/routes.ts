import { londonDay } from '../../kernel/clock.ts'
import { Invalid } from '../../kernel/errors.ts'
import { searchInput } from '../../kernel/query.ts'
import { page } from '../../web/page.ts'
import { decode, typed, typedFrom } from '../../web/decode.ts'
import { peopleSupported } from './queries.ts'
import { yearOf } from './period.ts'
import { figuresView } from './views.ts'

/** The period is in the URL: it names nobody, and a figure can be sent to a colleague with what it means. */
const figures = page({
  path: '/figures',
  load: async (context, _, search) => {
    const asked = Object.keys(search).length > 0
    const period = asked
      ? decode(peopleSupported.input, Object.entries(search))
      : yearOf(londonDay(context.at))
    const boxes = asked ? typed(Object.entries(search)) : typedFrom(period, peopleSupported.input)
    try {
      return {
        boxes,
        problems: [],
        figure: await context.ask(peopleSupported, {}, searchInput(peopleSupported, period)),
      }
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return { boxes, problems: error.problems, figure: undefined }
    }
  },
  view: figuresView,
})

export const figurePages = [figures]
