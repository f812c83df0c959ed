export { useValueText } from './useValueText';
export { valueText, type UnitWords, type ValueText } from './valueText';
