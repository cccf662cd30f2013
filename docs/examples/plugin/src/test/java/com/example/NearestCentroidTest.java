package com.example;

import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.TrainerContract;

/** The tests that every trainer of tables has to pass come with the interface. */
class NearestCentroidTest implements TrainerContract {
    @Override
    public Trainer trainer() {
        return new NearestCentroid();
    }
}
