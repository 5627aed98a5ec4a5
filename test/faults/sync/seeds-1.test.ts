import { holdForSeeds } from './hold-for-seeds.ts';

holdForSeeds(1, 500);
