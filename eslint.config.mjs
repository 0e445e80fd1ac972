// @ts-check
import js from '@eslint/js';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier/flat';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const SPECS = ['**/*.spec.ts', '**/testing/**/*.ts', 'test/**/*.ts', 'bench/**'];
/** Long by nature: wire types, and tables that only list things. */
const TABLES = ['libs/contracts/src/*.ts', 'libs/foundation/src/http/openapi-schemas.ts'];

export default defineConfig(
  globalIgnores([
    'dist/',
    'coverage/',
    '.angular/',
    '.cache/',
    'data/',
    'test-results/',
    'playwright-report/',
    'screenshots/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  { files: ['**/*.{js,cjs,mjs,ts}'], extends: [js.configs.recommended] },
  {
    files: ['**/*.{js,cjs,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  { files: ['apps/web/public/**/*.js'], languageOptions: { globals: globals.browser, sourceType: 'script' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Files with decorators are left out by the rule itself: Nest needs the classes that it injects as values.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // `import x = require()` is how CommonJS code takes a CommonJS default.
      '@typescript-eslint/no-require-imports': ['error', { allowAsImport: true }],
      // A port is an abstract class whose shape counts, not its prototype.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Would ask for the `!` that `no-non-null-assertion` refuses.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs,ts}'],
    ignores: [...SPECS, ...TABLES],
    rules: { 'max-lines': ['error', 200], 'max-lines-per-function': ['error', 40] },
  },
  {
    files: ['apps/web/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    languageOptions: { globals: globals.browser },
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'ft', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'ft', style: 'camelCase' }],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/prefer-signals': 'error',
    },
  },
  {
    files: ['apps/web/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: SPECS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@angular-eslint/prefer-on-push-component-change-detection': 'off',
    },
  },
  prettier,
);
