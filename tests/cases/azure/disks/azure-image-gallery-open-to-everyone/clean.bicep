resource gallerie 'Microsoft.Compute/galleries@2023-07-03' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    sharingProfile: {
      permissions: 'Private'
    }
  }
}
