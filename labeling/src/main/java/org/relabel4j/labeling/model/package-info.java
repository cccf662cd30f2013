/** Which model a project trains, and models as files. */
package org.relabel4j.labeling.model;
