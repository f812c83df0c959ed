import {
  useTranslationRef,
  type TranslationRef,
} from '@backstage/frontend-plugin-api';
import type { JSX } from 'react';
import { adviceFor, failureOf, type Advice } from './failure';
import { FailureNotice } from './FailureNotice';

/** @public */
export interface RequestFailure {
  /** What was not done. */
  title: string;
  /** What the request threw. */
  error: unknown;
  onRetry?: () => void;
}

/**
 * Makes the component that says why a request failed and what to do, in the plugin's own words of advice.
 *
 * @public
 */
export function createFailureNotice(
  translationRef: TranslationRef<
    string,
    { readonly [A in Advice as `advice.${A}`]: string }
  >,
): (props: RequestFailure) => JSX.Element {
  return function RequestFailureNotice({ title, error, onRetry }) {
    const { t } = useTranslationRef(translationRef);
    const failure = failureOf(error);
    return (
      <FailureNotice
        title={title}
        message={failure.message}
        advice={t(`advice.${adviceFor(failure)}`)}
        onRetry={onRetry}
      />
    );
  };
}
