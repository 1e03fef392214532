import './zod.ts';
import { mount } from 'svelte';
import App from './App.svelte';
import { alertActions } from './state/alertActions.svelte.ts';
import { app } from './state/app.svelte.ts';
import { router } from './state/router.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/layers.css';

// Before anything is shown, so that no event of the main process is missed.
router.start();
app.start();
alertActions.start();

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element #app');
mount(App, { target });
