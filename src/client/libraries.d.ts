// Neither library publishes types. Only what main.ts uses.
declare module 'govuk-frontend' {
  export type Component = { readonly moduleName: string; new (element: Element): object }
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
  import type { Component } from 'govuk-frontend'
  export const Alert: Component
  export const ButtonMenu: Component
}
