// Neither library publishes types. Only what main.ts uses.
type Component = { readonly moduleName: string; new (element: Element): object }

declare module 'govuk-frontend' {
  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const ErrorSummary: Component
  export const ExitThisPage: Component
  export const FileUpload: Component
  export const NotificationBanner: Component
  export const PasswordInput: Component
  export class Radios {
    static readonly moduleName: string
    constructor(element: Element)
    syncConditionalRevealWithInputState(radio: HTMLInputElement): void
  }
  export const ServiceNavigation: Component
  export const SkipLink: Component
  export const Tabs: Component
  export function createAll(component: Component): object[]
}

declare module '@ministryofjustice/frontend' {
  export const Alert: Component
  export const ButtonMenu: Component
}
