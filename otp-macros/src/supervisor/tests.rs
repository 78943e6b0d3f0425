mod refused;
mod shape;
