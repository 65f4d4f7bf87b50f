/** What the browser adds when it can. Every page works without it. */
import { Alert, ButtonMenu } from '@ministryofjustice/frontend'
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from 'govuk-frontend'

// The official template sets these in an inline script, which our content security policy does not run. This
// module runs after the page is parsed and before it is usable, so the flash is one frame.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

// GOV.UK marks a radio that reveals a question with aria-expanded, which ARIA does not allow on a radio and
// screen readers read unevenly (axe: aria-allowed-attr, critical; govuk-frontend's own tests switch that rule
// off).
class PlainRadios extends Radios {
  override syncConditionalRevealWithInputState(radio: HTMLInputElement): void {
    super.syncConditionalRevealWithInputState(radio)
    radio.removeAttribute('aria-expanded')
  }
}

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  Alert,
  ButtonMenu,
]) {
  createAll(component)
}
