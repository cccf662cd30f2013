/**
 * Files that are whole or not there, whatever happens meanwhile: {@link org.relabel4j.files.Replacement} puts complete files in
 * the place of old ones, {@link org.relabel4j.files.OutputLock} keeps two processes from writing one output, and
 * {@link org.relabel4j.files.SealedFile} notices state that is damaged or another run's.
 */
package org.relabel4j.files;
