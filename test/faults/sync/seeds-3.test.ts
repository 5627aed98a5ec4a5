import { holdForSeeds } from './hold-for-seeds.ts';

holdForSeeds(1001, 1500);
