"""The rim: one package a wire. Their names appear nowhere else."""
